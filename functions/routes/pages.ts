import type { Context } from 'hono'
import Mustache from 'mustache'
import { Hono } from '../http/hono.ts'
import { SPECULATION_RULES } from '../http/security-policy.ts'
import { viewOf } from '../pages/connection-view.ts'
import type { AppEnv } from '../session/context.ts'
import { loadSession } from '../session/session-cookie.ts'

/**
 * Pages that show the reader's own data: prerendered like all others, with Mustache tags where the data goes. They are complete when they
 * arrive, with scripts or without.
 *
 * Missing files come here too: `_headers` goes by the path alone, and would cache a missing file under /_astro/ for a year.
 */
export const pages = new Hono<AppEnv>().get('/*', loadSession, async (c) => {
  const page = await fetchPage(c, c.req.url)
  if (page.status === 404) return c.html(await (await fetchPage(c, NOT_FOUND_PAGE)).text(), 404)
  if (!page.headers.get('Content-Type')?.startsWith('text/html')) return new Response(page.body, page)
  const html = Mustache.render(await page.text(), await viewOf(c))
  c.header('Speculation-Rules', SPECULATION_RULES)
  return c.html(html, page.status as 200)
})

const NOT_FOUND_PAGE = '/404'

const fetchPage = (c: Context<AppEnv>, address: string): Promise<Response> =>
  c.env.ASSETS.fetch(new Request(new URL(address, c.req.url), { headers: { Accept: 'text/html' } }))
