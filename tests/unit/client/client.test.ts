import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createMiBillingXero } from '../../../client/client.ts'

const SERVICE_KEY = 'public-test-service-key'
let servers: Server[] = []

afterEach(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  servers = []
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

const clientOf = (origin: string) => createMiBillingXero({ origin, serviceKey: SERVICE_KEY, patienceSeconds: 0.2 })
const silence = (detail: string) => ({ ok: false, code: 'no-answer', title: 'The guide is not answering', detail })

describe('the client, when the guide does not answer', () => {
  it('gives up when its patience is over, also in the middle of an answer', async () => {
    const hangs = await serve(() => undefined)
    expect(await clientOf(hangs).readConnection('riverbank')).toEqual(silence('timeout'))
    const stops = await serve((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"acc'))
    expect(await clientOf(stops).readConnection('riverbank')).toEqual(silence('timeout'))
  })

  it('says so where nobody listens', async () => {
    const origin = await serve(() => undefined)
    servers[0]?.close()
    servers[0]?.closeAllConnections()
    expect(await clientOf(origin).readAccessToken('riverbank')).toEqual(silence('unreachable'))
  })

  it.each([
    [502, '<h1>Bad gateway</h1>'],
    [404, '{"message":"no such host"}'],
    [500, 'null'],
  ])('takes a proxy’s %i for no answer, and keeps nothing of it', async (status, body) => {
    const origin = await serve((_, response) => response.writeHead(status).end(body))
    expect(await clientOf(origin).readAccessToken('riverbank')).toEqual(silence(`${status}`))
  })

  it('keeps how long a proxy asks to wait', async () => {
    const origin = await serve((_, response) => response.writeHead(503, { 'retry-after': '9' }).end('later'))
    expect(await clientOf(origin).checkConnection('riverbank')).toEqual({ ...silence('503'), retryAfterIn: 9 })
  })

  it('takes what is no JSON for no answer, and tells nothing of it', async () => {
    const origin = await serve((_, response) => response.writeHead(200).end(`<p>${SERVICE_KEY}</p>`))
    expect(await clientOf(origin).readAccessToken('riverbank')).toEqual(silence('unreadable'))
  })

  it('follows no redirect with the key', async () => {
    const asked: (string | undefined)[] = []
    const elsewhere = await serve((request, response) => {
      asked.push(request.headers.authorization)
      response.end('{}')
    })
    const origin = await serve((_, response) => response.writeHead(307, { location: `${elsewhere}/v1` }).end())
    expect(await clientOf(origin).readConnection('riverbank')).toMatchObject({ ok: false, code: 'no-answer' })
    expect(asked).toEqual([])
  })
})

describe('a call of the client', () => {
  it('carries the key, and the account where it cannot change the path', async () => {
    const asked: string[] = []
    const origin = await serve((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      response.writeHead(204).end()
    })
    expect(await clientOf(origin).forgetAccount('../sessions?x')).toEqual({ ok: true, value: undefined })
    expect(asked).toEqual([`DELETE /v1/accounts/..%2Fsessions%3Fx Bearer ${SERVICE_KEY}`])
  })
})
