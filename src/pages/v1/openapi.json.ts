import type { APIRoute } from 'astro'
import { createDocument } from '../../reference/document.ts'

/** The description of `/v1`, for programs. It is a file: the Worker never sees a request for it. */
export const GET: APIRoute = () => Response.json(createDocument())
