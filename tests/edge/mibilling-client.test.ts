import { exports } from 'cloudflare:workers'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Answer } from '../../client/answer.ts'
import { type AccessToken, type Connection, createMiBillingXero } from '../../client/client.ts'
import type { MiBilling } from '../../functions/rpc.ts'
import type * as wire from '../../src/contract/wire.ts'
import { letPass, localXero, xeroApiOrigin } from './local-xero.ts'
import { Browser, connectionOf, newAccount, ORIGIN, SERVICE_KEY, visitor } from './people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'
const REF = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** Calls the running Worker. */
const clientWith = (serviceKey: string) =>
  createMiBillingXero({ origin: ORIGIN, serviceKey, fetch: (request) => exports.default.fetch(request) })
const mibilling = clientWith(SERVICE_KEY)

async function connected(): Promise<string> {
  const { account, browser } = await visitor()
  await browser.connect('olivia', [COMPANY])
  return account
}

function granted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`expected an answer, got ${answer.code}`)
  return answer.value
}

describe('the client of miBilling', () => {
  it('sends a person over', async () => {
    const account = newAccount()
    const { url, expiresAt } = granted(await mibilling.openSession({ account, name: 'Riverbank', goto: '/connect/log-in/' }))
    expect(expiresAt).toBeGreaterThan(Date.now() / 1000)
    expect((await new Browser().go(url)).headers.get('Location')).toBe('/connect/log-in/')
  })

  it('reads, checks and forgets a connection, and what happened to it', async () => {
    const account = await connected()
    const connection = granted(await mibilling.readConnection(account))
    expect(connection).toEqual(await connectionOf(account))
    expectTypeOf(connection).toExtend<wire.Connection>()
    expect(granted(await mibilling.checkConnection(account)).state).toBe('connected')
    const newest = granted(await mibilling.readEvents(account, { limit: 1 }))
    expect(newest.events).toHaveLength(1)
    const older = granted(await mibilling.readEvents(account, { before: newest.next ?? 0, limit: 1 }))
    expect(older.events[0]?.id).toBeLessThan(newest.events[0]?.id ?? 0)
    expect(await mibilling.forgetAccount(account)).toEqual({ ok: true, value: undefined })
    expect(granted(await mibilling.readConnection(account)).state).toBe('not-connected')
  })

  it('sees what became of webhooks, and has them sent again', async () => {
    const account = await connected()
    const { webhooks } = granted(await mibilling.readWebhooks(account))
    expect(webhooks.map(({ sequence, type }) => [sequence, type])).toEqual([
      [2, 'connection.organisation-chosen'],
      [1, 'connection.connected'],
    ])
    expect(granted(await mibilling.redeliverWebhooks(account, 2))).toEqual({ count: 1 })
    expect(granted(await mibilling.redeliverWebhooks(account))).toEqual({ count: 2 })
    expect(await mibilling.redeliverWebhooks(account, 0)).toMatchObject({ ok: false, code: 'bad-request' })
  })

  it('gets a token that opens Xero', async () => {
    const token = granted(await mibilling.readAccessToken(await connected()))
    const headers = { Authorization: `Bearer ${token.accessToken}`, 'Xero-tenant-id': token.tenantId, Accept: 'application/json' }
    expect((await fetch(`${xeroApiOrigin}/api.xro/2.0/Organisation`, { headers })).status).toBe(200)
  })

  it('tells problems apart by their code, typed', async () => {
    const account = await connected()
    await localXero.disconnect('olivia', COMPANY)
    await mibilling.checkConnection(account)
    const answer = await mibilling.readAccessToken(account)
    if (answer.ok || answer.code !== 'reconnect-required') throw new Error('expected reconnect-required')
    expectTypeOf(answer.reason).toEqualTypeOf<wire.ReconnectReason>()
    expect(answer).toMatchObject({ reason: 'disconnected-in-xero', ref: expect.stringMatching(REF), status: 409 })
    expect(answer.reconnectUrl).toMatch(/^http/)
  })

  it('keeps how long to wait', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 429, headers: { 'Retry-After': '77' }, body: 'slow down' })
    expect(await mibilling.readAccessToken(account)).toMatchObject({ ok: false, code: 'xero-unavailable', retryAfterIn: 77 })
  })

  it('is refused without the right key, and does not show the wrong one', async () => {
    const answer = await clientWith('a-wrong-key').readAccessToken('someone')
    expect(answer).toMatchObject({ ok: false, code: 'unauthorised' })
    expect(JSON.stringify(answer)).not.toContain('a-wrong-key')
  })

  it('is told of a field that does not fit', async () => {
    expect(await mibilling.readConnection('-dash-first')).toMatchObject({ ok: false, code: 'bad-request', status: 400 })
  })
})

it('one program can handle what the client and the service binding answer', () => {
  type Rpc<Call extends 'connection' | 'accessToken'> = Awaited<ReturnType<MiBilling[Call]>>
  interface Told {
    readonly ok: false
    readonly code: string
    readonly title: string
    readonly retryAfterIn?: number
  }
  expectTypeOf<Answer<Connection>>().toExtend<{ readonly ok: true; readonly value: wire.Connection } | Told>()
  expectTypeOf<Answer<AccessToken>>().toExtend<{ readonly ok: true; readonly value: wire.AccessToken } | Told>()
  expectTypeOf<Rpc<'connection'>>().toExtend<{ readonly ok: true; readonly value: wire.Connection } | Told>()
  expectTypeOf<Rpc<'accessToken'>>().toExtend<{ readonly ok: true; readonly value: wire.AccessToken } | Told>()
})
