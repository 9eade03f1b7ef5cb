import type { Context } from 'hono'

/** Fields of a posted form; none where the body is something else. May be called again for the same request. */
export async function readForm(c: Context): Promise<URLSearchParams> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
  return new URLSearchParams(isForm ? await c.req.text() : '')
}
