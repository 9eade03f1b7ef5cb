import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../functions/app.ts'
import { ORIGIN } from './people.ts'

/** What the Worker makes of a template that stands at a page's address. @param path with its query */
export async function fill(
  path: string,
  template: string,
  { cookies = '', from = '', settings = {} }: { cookies?: string; from?: string; settings?: object } = {},
): Promise<string> {
  const ASSETS = { fetch: async () => new Response(template, { headers: { 'Content-Type': 'text/html' } }) }
  const headers = new Headers({ 'Sec-Fetch-Mode': 'navigate' })
  if (cookies !== '') headers.set('Cookie', cookies)
  if (from !== '') headers.set('Referer', from)
  const answer = await app.request(
    ORIGIN + path,
    { headers },
    { ...env, ...settings, ASSETS } as unknown as Env,
    createExecutionContext(),
  )
  return answer.text()
}
