import { listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Connection, ReconnectReason } from '../../../src/contract/wire.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, service, tokenOf, visitor } from '../people.ts'

const DAY_SECONDS = 86_400
const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

async function connected(organisations: readonly string[] = [TELECOM], person = 'theo') {
  const { account, browser } = await visitor()
  for (const organisation of organisations) await browser.connect(person, [organisation])
  // Waits for the organisations' details.
  await connectionOf(account)
  return { account, browser }
}

/** The next day: each object that means to wake does. */
async function nextDay(account: string): Promise<void> {
  await letPass(DAY_SECONDS + 3 * 3600)
  await wake(account)
}

async function wake(account: string): Promise<void> {
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
}

const calls = async () => (await localXero.calls()).map(({ method, path }) => `${method} ${path}`)

describe('a login’s daily look at Xero', () => {
  it('refreshes, reads the connections, the active organisation and what may be done there, and says when it did', async () => {
    const { account } = await connected()
    const before = await connectionOf(account)
    await localXero.forgetCalls()
    await nextDay(account)
    expect(await calls()).toEqual([
      'POST /connect/token',
      'GET /connections',
      'GET /api.xro/2.0/Organisation',
      'GET /api.xro/2.0/Organisation/Actions',
    ])
    const after = await connectionOf(account)
    expect(after.state).toBe('connected')
    expect(after.provenAt).toBeGreaterThan((before.provenAt ?? 0) + DAY_SECONDS)
    expect(after.reconnectBefore).toBeGreaterThan((before.reconnectBefore ?? 0) + DAY_SECONDS)
  })

  it('goes on day after day without anybody asking', async () => {
    const { account } = await connected()
    for (let day = 0; day < 3; day += 1) await nextDay(account)
    await localXero.forgetCalls()
    await nextDay(account)
    expect(await calls()).toContain('GET /connections')
  })

  it.each<[string, ReconnectReason, () => Promise<unknown>]>([
    ['disconnected in Xero', 'disconnected-in-xero', () => localXero.disconnect('theo', TELECOM)],
    ['out of the person’s reach', 'access-removed', () => localXero.role('theo', TELECOM, 'Read only')],
  ])('finds that the organisation is %s', async (_, reason, happen) => {
    const { account } = await connected()
    await happen()
    await nextDay(account)
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason, organisation: { name: TELECOM } })
    expect((await tokenOf(account)).status).toBe(409)
  })

  it('finds that a demo company was reset', async () => {
    const { account } = await connected(['Demo Company (AU)'])
    await localXero.organisation('Demo Company (AU)', 'demo-reset')
    await nextDay(account)
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'organisation-unavailable' })
  })

  it('finds that the trial has ended', async () => {
    const { account } = await connected(['Jacaranda Weddings Pty Ltd'], 'bea')
    expect((await connectionOf(account)).organisation?.kind).toBe('trial')
    await localXero.fault({ path: '/api.xro/2.0/Organisation', status: 403, body: '{"Title":"Forbidden"}', times: 9 })
    await nextDay(account)
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'organisation-unavailable' })
  })

  it('finds that a scope was lost', async () => {
    const { account } = await connected()
    const headers = { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' }
    await localXero.fault({ path: '/connections', status: 401, body: '{}', headers, times: 9 })
    await nextDay(account)
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'scopes-changed' })
  })

  it('takes a connection that came back for well again', async () => {
    const { account } = await connected()
    await localXero.fault({ path: '/api.xro/2.0/Organisation', status: 403, body: '{"Title":"Forbidden"}' })
    await nextDay(account)
    expect((await connectionOf(account)).state).toBe('reconnect-required')
    await nextDay(account)
    expect((await connectionOf(account)).state).toBe('connected')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it.each([
    { path: '/connections', status: 500, body: 'oops', times: 9 },
    { path: '/connections', status: 403, times: 9 },
    { path: '/api.xro/2.0/Organisation', status: 503, body: 'offline', times: 9 },
    { path: '/api.xro/2.0/Organisation', status: 401, body: '{"Title":"Unauthorized"}', times: 9 },
    { path: '/connect/token', status: 503, body: 'down', times: 99 },
    { path: '/connect/token', status: 400, body: '{"error":"invalid_client"}', times: 99 },
  ])('takes temporary trouble for what it is, and looks again within an hour and a quarter: %o', async (fault) => {
    const { account } = await connected()
    await localXero.fault(fault)
    await nextDay(account)
    expect((await connectionOf(account)).state).toBe('connected')
    await localXero.mend()
    await localXero.forgetCalls()
    await letPass(4600)
    await wake(account)
    expect(await calls()).toContain('GET /connections')
  })

  it('serves every account of the login with one list', async () => {
    const one = await connected([TELECOM])
    const other = await connected([HOLDINGS])
    await localXero.disconnect('theo', HOLDINGS)
    await localXero.forgetCalls()
    await nextDay(one.account)
    expect((await calls()).filter((call) => call === 'GET /connections')).toHaveLength(1)
    expect((await connectionOf(one.account)).state).toBe('connected')
    expect((await connectionOf(other.account)).state).toBe('reconnect-required')
  })

  it('takes off the list what Xero no longer lists, and keeps no use of it', async () => {
    const { account } = await connected([TELECOM, HOLDINGS])
    await localXero.disconnect('theo', HOLDINGS)
    await nextDay(account)
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([TELECOM])
    await wake(account)
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    expect(await calls()).toContain('POST /connect/revocation')
  })
})

describe('a login that died', () => {
  it('is told to every account that uses it, without anybody asking', async () => {
    const one = await connected([TELECOM])
    const other = await connected([HOLDINGS])
    await letPass(DAY_SECONDS * 2)
    await localXero.fault({ path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 9 })
    await wake(one.account)
    await wake(one.account)
    for (const { account } of [one, other]) {
      expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'revoked' })
      const { events } = (await (await service(`/v1/accounts/${account}/events`)).json()) as { events: { type: string }[] }
      expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['login.over', 'connection.reconnect-required']))
    }
  })

  it('and was renewed by one account revives the others', async () => {
    const one = await connected([TELECOM])
    const other = await connected([HOLDINGS])
    await letPass(61 * DAY_SECONDS)
    expect((await tokenOf(other.account)).status).toBe(409)
    await wake(other.account)
    await one.browser.open(one.account)
    await one.browser.connect('theo', [], await tenantOf(TELECOM))
    await wake(one.account)
    expect((await tokenOf(other.account)).status).toBe(200)
    const { events } = (await (await service(`/v1/accounts/${other.account}/events`)).json()) as { events: { type: string }[] }
    expect(events.map(({ type }) => type)).toContain('connection.repaired')
  })

  it('is not called fine once its last day has passed, though nobody could ask Xero', async () => {
    const { account } = await connected()
    await letPass(61 * DAY_SECONDS)
    const { state, reason } = (await connectionOf(account)) satisfies Connection
    expect([state, reason]).toEqual(['reconnect-required', 'expired'])
  })
})
