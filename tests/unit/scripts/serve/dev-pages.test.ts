import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { holdPage, showFaults } from '../../../../scripts/serve/dev-pages.ts'

let server: Server | undefined
const complaints: string[] = []

/** A dev server that answers so. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const hold = holdPage((message) => complaints.push(message))
  server = createServer((request, response) => hold(request, response, () => answer(response)))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const look = (origin: string, path = '/connect/dashboard/') => fetch(origin + path, { headers: { accept: 'text/html' } })

afterEach(() => {
  server?.close()
  complaints.length = 0
})

const HTML = { 'content-type': 'text/html; charset=utf-8' }

describe('a page of npm run dev', () => {
  it('that breaks off in the middle is an error, in the browser and in the terminal', async () => {
    const origin = await serve((response) => {
      response.writeHead(200, HTML)
      response.write('<html><h1>Half')
      response.end()
    })
    const answer = await look(origin)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('could not be rendered')
    expect(complaints).toEqual([expect.stringContaining('/connect/dashboard/')])
  })

  it('that is whole arrives as it was sent, with its headers', async () => {
    const origin = await serve((response) => {
      response.setHeader('x-own', 'yes')
      response.writeHead(200, HTML)
      response.write('<html>')
      response.end('whole</html>')
    })
    const answer = await look(origin)
    expect([answer.status, answer.headers.get('x-own'), await answer.text()]).toEqual([200, 'yes', '<html>whole</html>'])
    expect(complaints).toEqual([])
  })

  it.each([
    ['an error of Astro’s own', 500, HTML, 'oops'],
    ['a redirect', 301, { location: '/x/' }, ''],
    ['what is no page', 200, { 'content-type': 'application/json' }, '{}'],
  ])('is left alone when it is %s', async (_, status, headers, body) => {
    const origin = await serve((response) => response.writeHead(status, headers as Record<string, string>).end(body))
    const answer = await fetch(`${origin}/a/`, { headers: { accept: 'text/html' }, redirect: 'manual' })
    expect([answer.status, await answer.text()]).toEqual([status, body])
  })

  it('leaves modules and other files to stream', async () => {
    const origin = await serve((response) => response.writeHead(200, HTML).end('<p>part'))
    expect((await fetch(`${origin}/src/part.ts`)).status).toBe(200)
  })
})

describe('content that must be mended', () => {
  it('is named on every page until it is mended, and once in the terminal', async () => {
    let complaint: string | undefined = 'content/steps/en/a.md:2  title <is> missing'
    const show = showFaults(
      () => complaint,
      (message) => complaints.push(message),
    )
    server = createServer((request, response) => show(request, response, () => response.end('the page')))
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const broken = await look(origin)
    expect(broken.status).toBe(500)
    expect(await broken.text()).toContain('content/steps/en/a.md:2  title &lt;is> missing')
    await look(origin)
    expect(complaints).toEqual([complaint])
    expect(await (await fetch(`${origin}/src/a.ts`)).text()).toBe('the page')
    complaint = undefined
    expect(await (await look(origin)).text()).toBe('the page')
  })
})
