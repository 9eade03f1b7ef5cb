/**
 * What a writer sees in development instead of a page that is not right.
 *
 * Content that must be mended: the page says what `npm run check:content` says, until it is mended. A page that Astro could not render to its end is an error, in the terminal and in the browser. Astro streams its pages: when a part
 * fails in the middle, the status 200 is sent already, and half a page looks like a whole one.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AstroIntegration } from 'astro'
import { checkContent, complain as complainOf } from '../../src/guide/check/check.ts'
import { UNFILLED } from '../../src/guide/scaffold.ts'

type Middleware = (request: IncomingMessage, response: ServerResponse, next: (cause?: unknown) => void) => void

export const devPages = (complain: (message: string) => void = console.error): AstroIntegration => ({
  name: 'dev-pages',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      const configureServer = (server: { middlewares: { stack: { route: string; handle: unknown }[] } }) => () => {
        const handles = [showFaults(findComplaint, complain), holdPage(complain)]
        server.middlewares.stack.unshift(...handles.map((handle) => ({ route: '', handle })))
      }
      updateConfig({ vite: { plugins: [{ name: 'dev-pages', enforce: 'post', configureServer: configureServer as never }] } })
    },
  },
})

/** A page that is only to be written is shown: its writer wants to see it grow. */
const findComplaint = (): string | undefined =>
  complainOf(checkContent().filter(({ message }) => !UNFILLED.some((words) => message.includes(words))))

const isForPage = (request: IncomingMessage): boolean =>
  (request.url ?? '/').split('?', 1)[0]?.endsWith('/') === true && (request.headers.accept ?? '').includes('text/html')

/** @param find what is to be mended in the content, in a writer's words */
export function showFaults(find: () => string | undefined, complain: (message: string) => void): Middleware {
  let last: string | undefined
  return (request, response, next) => {
    if (!isForPage(request)) return next()
    const complaint = find()
    if (complaint !== undefined && complaint !== last) complain(complaint)
    last = complaint
    if (complaint === undefined) return next()
    response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' })
    response.end(page('The content has something to mend', `<pre>${escaped(complaint)}</pre>`))
  }
}

/** Holds a page back until it has ended, and looks whether it is all there. */
export const holdPage =
  (complain: (message: string) => void): Middleware =>
  (request, response, next) => {
    if (!isForPage(request)) return next()
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const plain = { writeHead: response.writeHead, write: response.write, end: response.end }
    const chunks: Buffer[] = []
    const hold = (chunk: unknown): void => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as Uint8Array))
    }
    const isPage = (): boolean => String(response.getHeader('content-type') ?? '').startsWith('text/html')
    response.writeHead = ((status: number, ...more: unknown[]) => {
      response.statusCode = status
      const headers = more.find((part) => typeof part === 'object')
      for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string)
      return response
    }) as typeof response.writeHead
    response.write = ((chunk: unknown, ...more: unknown[]) => {
      hold(chunk)
      for (const done of more) if (typeof done === 'function') done()
      return true
    }) as typeof response.write
    response.end = ((chunk?: unknown) => {
      hold(chunk)
      Object.assign(response, plain)
      const body = Buffer.concat(chunks)
      if (response.statusCode !== 200 || !isPage() || body.includes('</html>')) return response.end(body)
      complain(`${path} could not be rendered to its end: see the error above. The browser shows an error page.`)
      response.statusCode = 500
      response.removeHeader('content-length')
      const what = `<p>Something failed in the middle of <code>${escaped(path)}</code>. The terminal of npm run dev says what.</p>`
      return response.end(page('This page could not be rendered', what))
    }) as typeof response.end
    next()
  }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** With Vite's own script, which loads the page again when a file has changed. */
const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<title>${title}</title>
<h1>${title}</h1>
${content}
<script type="module" src="/@vite/client"></script>
</html>
`
