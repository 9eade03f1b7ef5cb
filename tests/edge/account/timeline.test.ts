import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Timeline } from '../../../src/contract/wire.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, problemOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const REF = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

async function eventsOf(account: string, query = ''): Promise<Timeline> {
  const answer = await service(`/v1/accounts/${account}/events${query}`)
  expect(answer.status).toBe(200)
  return answer.json()
}

const typesOf = async (account: string) => (await eventsOf(account)).events.map(({ type }) => type).reverse()

async function wakeLogins(): Promise<void> {
  const { keys } = await env.TOKENS.list({ prefix: 'token/' })
  for (const { name } of keys) await runDurableObjectAlarm(env.GRANT.getByName(name.slice('token/'.length)))
}

describe('the timeline', () => {
  it('is empty for an account never seen', async () => {
    expect(await eventsOf('never-seen')).toEqual({ events: [] })
  })

  it('tells a first connection from its beginning to its end, with support codes', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { events } = await eventsOf(account)
    expect(events.map(({ type }) => type).reverse()).toEqual([
      'attempt.begun',
      'attempt.ended',
      'organisation.chosen',
      'connection.connected',
      'connection.organisation-chosen',
    ])
    expect(events.find(({ type }) => type === 'attempt.ended')).toMatchObject({
      ref: expect.stringMatching(REF),
      outcome: 'organisation',
    })
    expect(events[0]).toMatchObject({ organisation: TELECOM, tenantId: await tenantOf(TELECOM) })
  })

  it('says under the support code of a failure where the attempt failed', async () => {
    const { account, browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'theo', [], true)
    const location = (await browser.go(back)).headers.get('Location') ?? ''
    const ref = new URL(location, 'http://localhost').searchParams.get('ref')
    expect((await eventsOf(account)).events[0]).toMatchObject({
      type: 'attempt.ended',
      ref,
      outcome: 'problem',
      cause: 'cancelled',
    })
  })

  it('tells choices and disconnects', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.connect('theo', [HOLDINGS])
    await browser.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(HOLDINGS) })
    await browser.call('DELETE', '/api/connection')
    const { events } = await eventsOf(account)
    expect(events.find(({ type }) => type === 'organisation.chosen')).toMatchObject({
      organisation: HOLDINGS,
      ref: expect.stringMatching(REF),
    })
    expect(events.filter(({ type }) => type === 'organisation.disconnected')).toMatchObject([
      { outcome: 'ended-at-xero', ref: expect.stringMatching(REF) },
      { outcome: 'ended-at-xero' },
    ])
    expect(events[0]?.type).toBe('connection.disconnected')
  })

  it('tells a disconnect that Xero did not answer', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    // What is read about the organisation after the consent has its own event.
    await connectionOf(account)
    await localXero.fault({ path: '/connections*', status: 503, body: 'down', times: 9 })
    await browser.call('DELETE', '/api/connection')
    expect((await eventsOf(account)).events[0]).toMatchObject({ type: 'disconnect.failed', cause: 'xero-unavailable' })
  })

  it('tells once that refreshes fail, and once that they work again', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 503, body: 'down', times: 99 })
    for (const seconds of [0, 5, 5]) {
      await letPass(seconds)
      await tokenOf(account)
      await wakeLogins()
    }
    await localXero.mend()
    await letPass(60)
    expect((await tokenOf(account)).status).toBe(200)
    await wakeLogins()
    const types = await typesOf(account)
    expect(types.filter((type) => type.startsWith('refresh.'))).toEqual(['refresh.failed', 'refresh.recovered'])
  })

  it('comes in pages', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const all = (await eventsOf(account)).events
    const first = await eventsOf(account, '?limit=3')
    const second = await eventsOf(account, `?limit=3&before=${first.next}`)
    expect([...first.events, ...second.events]).toEqual(all)
    expect(second.next).toBeUndefined()
  })

  it.each(['?limit=0', '?limit=101', '?limit=many', '?before=-1'])('refuses %s, naming the field', async (query) => {
    const answer = await service(`/v1/accounts/some-account/events${query}`)
    expect(answer.status).toBe(400)
    expect((await problemOf(answer)).detail).toMatch(/^(limit|before): /)
  })

  it('holds no token, and is sealed where it is kept', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { accessToken } = (await (await tokenOf(account)).json()) as { accessToken: string }
    expect(JSON.stringify(await eventsOf(account))).not.toContain(accessToken)
    const rows = await runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) =>
      storage.sql.exec<{ sealed: string }>('SELECT sealed FROM timeline').toArray(),
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const { sealed } of rows) expect(sealed.split('.')).toHaveLength(5)
  })

  it('is forgotten after a year', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await letPass(366 * 86_400)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    const { events } = await eventsOf(account)
    expect(events.every(({ at }) => at > Date.now() / 1000 - 3600)).toBe(true)
    expect((await connectionOf(account)).state).toBe('reconnect-required')
  })
})
