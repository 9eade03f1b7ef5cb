import type { APIRoute } from 'astro'
import { readDeskCards } from '../../guide/desk-cards.ts'

export const GET: APIRoute = () => Response.json(readDeskCards())
