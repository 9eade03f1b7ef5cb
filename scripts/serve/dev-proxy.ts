import { randomUUID } from 'node:crypto'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AstroIntegration } from 'astro'
import { Response as WorkerdResponse } from 'miniflare'

/** Marks the Worker's own requests for a page, which must reach Astro and not come round to the Worker again. */
const PAGE_HEADER = 'x-dev-page'
const PAGE_MARK = randomUUID()

/** Plays the ASSETS binding in development: the page comes fresh from Astro's dev server, its Mustache tags still unfilled. */
export function createPageFetcher(siteOrigin: string): (request: Request) => Promise<Response> {
  return async (asked) => {
    const { pathname, search } = new URL(asked.url)
    const page = await fetch(siteOrigin + pathname + search, {
      method: asked.method,
      headers: { accept: 'text/html', [PAGE_HEADER]: PAGE_MARK },
      redirect: 'manual',
    })
    const headers: Record<string, string> = { 'content-type': page.headers.get('content-type') ?? 'text/html' }
    const location = page.headers.get('location')
    if (location !== null) headers['location'] = location
    // Miniflare takes no Response but its own.
    return new WorkerdResponse(await page.text(), { status: page.status, headers }) as unknown as Response
  }
}

/**
 * Whether the Worker answers a path, and not a file.
 *
 * @param patterns of `run_worker_first`: exact paths, or beginnings that end in `*`; one with a `!` before it outweighs all others
 */
export function isForWorker(patterns: readonly string[], path: string): boolean {
  const refused = patterns.flatMap((pattern) => (pattern.startsWith('!') ? [pattern.slice(1)] : []))
  return patterns.some((pattern) => matches(pattern, path)) && !refused.some((pattern) => matches(pattern, path))
}

/** @param pattern an exact path, or a beginning that ends in `*` */
export function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}

/**
 * The proxy as a part of Astro's dev server. It is put before everything else at the very end: Astro's own rule for trailing slashes,
 * put there a moment earlier, would refuse `/api/connection`.
 */
export const throughWorker = (workerOrigin: string, patterns: readonly string[]): AstroIntegration => ({
  name: 'through-the-worker',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      const putFirst = (server: SiteServer) => () => {
        server.middlewares.stack.unshift({ route: '', handle: proxyToWorker(workerOrigin, patterns) })
      }
      updateConfig({ vite: { plugins: [{ name: 'through-the-worker', enforce: 'post', configureServer: putFirst }] } })
    },
  },
})

type SiteServer = Parameters<NonNullable<AstroIntegration['hooks']['astro:server:setup']>>[0]['server']
type Middleware = (request: IncomingMessage, response: ServerResponse, next: (cause?: unknown) => void) => void

/** Hands the Worker's paths to the Worker under the public Host, so that origins, cookies and redirects are as they will be. */
function proxyToWorker(workerOrigin: string, patterns: readonly string[]): Middleware {
  return (incoming, outgoing, next) => {
    const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/'
    const isOwnCall = incoming.headers[PAGE_HEADER] === PAGE_MARK
    if (isOwnCall || !isForWorker(patterns, path)) return next()
    const { method, headers } = incoming
    const onward = request(workerOrigin + incoming.url, { ...(method === undefined ? {} : { method }), headers }, (answer) => {
      // The policy of the built site would stop Astro's live reload, which is inline.
      const { 'content-security-policy': _, ...kept } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, kept)
      answer.pipe(outgoing)
    })
    onward.once('error', next)
    incoming.pipe(onward)
  }
}
