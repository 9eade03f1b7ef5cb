import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createXero } from '../../../../functions/xero/xero.ts'

const OWNER = '4f9d1c0b-7c1e-4a1b-9d3e-0123456789ab'

let server: Server
let identityOrigin: string

beforeAll(async () => {
  const accessToken = ['{"alg":"RS256"}', JSON.stringify({ xero_userid: OWNER.toUpperCase() }), 'signature']
    .map((part) => btoa(part).replaceAll('=', ''))
    .join('.')
  const body = JSON.stringify({ access_token: accessToken, token_type: 'Bearer', expires_in: 1800, refresh_token: 'next' })
  server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(body))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  identityOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => server.close())

describe('refreshed tokens', () => {
  it.each([
    ['their own login', OWNER, true],
    ['another login', '00000000-0000-4000-8000-000000000000', false],
    ['an object that does not know its login', '', true],
  ])('for %s are taken: %s', async (_, login, taken) => {
    const origins = {
      loginOrigin: identityOrigin,
      identityOrigin,
      apiOrigin: identityOrigin,
      redirectUri: `${identityOrigin}/back`,
    }
    const settings = { clientId: 'id', clientSecret: 'secret', scopes: [], ...origins }
    const answer = await createXero(settings, undefined as never).refresh('former', login)
    expect(answer.ok || answer.error).toBe(taken ? true : 'foreign')
  })
})
