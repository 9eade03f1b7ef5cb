/** The index of the fleet: each account writes its own entry by its alarm, whatever becomes of the database. */
import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { countFleet, readFleetAccount, searchFleet } from '../../../functions/desk/fleet-index.ts'
import { deskApp } from '../../../functions/desk-app.ts'
import type { DeskFleet } from '../../../src/contract/desk.ts'
import { createTables } from '../feedback/site.ts'
import { letPass, localXero } from '../local-xero.ts'
import { connectionOf, newAccount, service, tokenOf, visitor } from '../people.ts'
import { connected, entryOf, runAlarm, TELECOM } from './entries.ts'
import { READER, tokenFor } from './staff.ts'

const HOLDINGS = 'Acme Holdings Pty Ltd'
const DAY = 86_400

const rowsOf = async (account: string) => {
  const counts: Record<string, number | null> = {}
  for (const table of ['accounts', 'words', 'passages'])
    counts[table] = await env.DESK.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE account = ?`).bind(account).first<number>('n')
  counts['codes'] = await env.DESK.prepare('SELECT COUNT(*) AS n FROM codes').first<number>('n')
  return counts
}

describe('the entry of an account', () => {
  it('follows it from a visit to a connection, its death, its repair and its end', async () => {
    const { account, browser } = await visitor()
    expect(await entryOf(account)).toBeUndefined()
    await browser.open(account, { name: 'Wattle Cycles' })
    await letPass(11)
    expect(await entryOf(account)).toMatchObject({ account, state: 'not-connected', name: 'Wattle Cycles' })

    await browser.travel('theo', [TELECOM])
    expect(await entryOf(account)).toMatchObject({ state: 'choose-organisation', authorisedBy: { name: 'Theo Three' } })

    const { organisations } = await connectionOf(account)
    await browser.call('PUT', '/api/connection/organisation', { tenantId: organisations[0]?.tenantId })
    const whole = await connectionOf(account)
    const { tenantId, name, countryCode } = whole.organisation ?? {}
    expect(await entryOf(account)).toMatchObject({
      state: 'connected',
      organisation: { tenantId, name, countryCode },
      authorisedBy: whole.authorisedBy,
      readiness: whole.readiness?.state,
    })

    await localXero.disconnect('theo', TELECOM)
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect(await entryOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'disconnected-in-xero' })

    await browser.connect('theo', [TELECOM], tenantId)
    expect(await entryOf(account)).not.toHaveProperty('reason')

    await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    const ended = await entryOf(account)
    expect(ended).toMatchObject({ state: 'not-connected' })
    expect(ended).not.toHaveProperty('authorisedBy')
  })

  it('says when refreshes fail, and that they work again', async () => {
    const { account } = await connected()
    await localXero.fault({ path: '/connect/token', status: 503, body: 'down', times: 99 })
    await letPass(1801)
    expect((await tokenOf(account)).status).toBe(503)
    expect(await entryOf(account)).toMatchObject({ state: 'connected', trouble: 'xero-unavailable' })
    expect(await countFleet(env)).toMatchObject({ connected: 1, dying: 1 })
    await localXero.mend()
    await letPass(600)
    expect((await tokenOf(account)).status).toBe(200)
    expect(await entryOf(account)).not.toHaveProperty('trouble')
  })

  it('is written again where the account was back as before while it was written', async () => {
    const { account } = await connected()
    await entryOf(account)
    await localXero.fault({ path: '/connect/token', status: 503, body: 'down', times: 99 })
    await letPass(1801)
    await tokenOf(account)
    const toldByLogins = async () => {
      for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
    }
    await toldByLogins()
    await localXero.mend()
    await letPass(600)
    const write = env.DESK.batch.bind(env.DESK)
    vi.spyOn(env.DESK, 'batch').mockImplementationOnce(async (statements) => {
      const written = await write(statements)
      expect((await tokenOf(account)).status).toBe(200)
      await toldByLogins()
      return written as never
    })
    await runAlarm(account)
    expect(await readFleetAccount(env, account)).toHaveProperty('trouble')
    expect(await entryOf(account)).not.toHaveProperty('trouble')
  })

  it('says when a token was last asked for, to the week, and so who is dormant', async () => {
    const { account } = await connected()
    const first = (await entryOf(account))?.usedAt
    await letPass(6 * DAY)
    await tokenOf(account)
    expect((await entryOf(account))?.usedAt).toBe(first)
    await letPass(2 * DAY)
    await tokenOf(account)
    const second = (await entryOf(account))?.usedAt
    expect(second).toBeGreaterThan(first ?? 0)
    expect((await countFleet(env)).dormant).toBe(0)
    await letPass(61 * DAY)
    expect((await countFleet(env)).dormant).toBe(1)
  })

  it('is there for no account that is merely asked about', async () => {
    const account = newAccount()
    await connectionOf(account)
    await env.ACCOUNT.getByName(account).loginChanged()
    expect(await entryOf(account)).toBeUndefined()
  })

  it('goes with the account, and so do its words, its codes and whether it was stuck', async () => {
    const { account, browser } = await connected('Wattle Cycles')
    await browser.go(await localXero.consent(await browser.setOff(), 'theo', [], true))
    await runAlarm(account)
    await createTables()
    const before = await rowsOf(account)
    for (const count of Object.values(before)) expect(count).toBeGreaterThan(0)
    expect((await service(`/v1/accounts/${account}?erase=true`, { method: 'DELETE' })).status).toBe(204)
    await runAlarm(account)
    expect(await rowsOf(account)).toEqual({ accounts: 0, words: 0, passages: 0, codes: 0 })
  })

  it('goes when nothing is left of the account to look after', async () => {
    const { account, browser } = await visitor()
    await browser.open(account, { name: 'Wattle Cycles' })
    await letPass(11)
    expect(await entryOf(account)).toBeDefined()
    for (let day = 0; day < 3; day += 1) {
      await letPass(DAY)
      await runAlarm(account)
    }
    expect(await rowsOf(account)).toMatchObject({ accounts: 0, words: 0 })
  })
})

describe('the counts', () => {
  it('sum up the connections with one walk through the logins', async () => {
    const listed = vi.spyOn(env.TOKENS, 'list')
    const settings = { ...env, TOKENS: env.TOKENS, XERO_CONNECTION_LIMIT: '10' } as unknown as Env
    const headers = { 'Cf-Access-Jwt-Assertion': await tokenFor(READER) }
    const { counts } = (await (await deskApp.request('/api/desk/fleet', { headers }, settings)).json()) as DeskFleet
    expect(counts?.connections).toEqual({ used: 0, limit: 10 })
    expect(listed).toHaveBeenCalledTimes(1)
  })
})

describe('what is at rest', () => {
  it('names no person and no organisation', async () => {
    const { account, browser } = await connected('Wattle Cycles')
    await browser.go(await localXero.consent(await browser.setOff(), 'theo', [], true))
    await runAlarm(account)
    const tables = ['accounts', 'words', 'codes', 'passages']
    const rows = await Promise.all(tables.map(async (table) => (await env.DESK.prepare(`SELECT * FROM ${table}`).all()).results))
    const text = JSON.stringify(rows)
    expect(text).not.toMatch(/telecom|theo|wattle/i)
    expect(JSON.stringify(rows[2])).not.toContain(account)
    const notes = await runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) => storage.kv.get('indexed'))
    expect(JSON.stringify(notes)).not.toMatch(/telecom|theo|wattle/i)
  })
})

describe('a search', () => {
  it('finds by the start of an id, and by whole words of names and addresses in any order, case and accent', async () => {
    const { account } = await connected('Café Wattle Cycles')
    await runAlarm(account)
    const found = async (text: string) => (await searchFleet(env, text)).map((entry) => entry.account)
    for (const text of [account, account.slice(0, -1), 'telecom acme', 'CAFE', 'theo@acme.example.com', 'three'])
      expect([text, await found(text)]).toEqual([text, [account]])
    for (const text of ['', 'wat', 'wattle holdings', HOLDINGS, "' OR 1=1 --", '%', '_'])
      expect([text, await found(text)]).toEqual([text, []])
  })
})
