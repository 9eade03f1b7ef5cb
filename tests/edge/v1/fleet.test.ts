/** `GET /v1/accounts`: every account, page by page. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FleetRow, readFleet, writeIndex } from '../../../functions/desk/fleet-index.ts'
import type { FleetPage } from '../../../src/contract/wire.ts'
import { letPass } from '../local-xero.ts'
import { ask, service, visitor } from '../people.ts'

const TENANT = '3b5b9952-ae30-4dbb-8802-a5dbea356697'

const write = (row: Omit<FleetRow, 'organisations'>) =>
  writeIndex(env, row.account, {
    row: { ...row, organisations: [] },
    usedAt: undefined,
    hasNewKey: false,
    codes: [],
    passages: [],
  })

/** Dates an entry, since all are written within a second or two. */
const date = (account: string, at: number) =>
  env.DESK.prepare('UPDATE accounts SET updated_at = ? WHERE account = ?').bind(at, account).run()

async function listed(query = ''): Promise<string[]> {
  const { accounts } = (await (await service(`/v1/accounts${query}`)).json()) as FleetPage
  return accounts.map(({ account }) => account)
}

async function writeFive(): Promise<void> {
  await write({ account: 'a', state: 'connected', organisation: { tenantId: TENANT, name: 'Wattle Cycles Pty Ltd' } })
  await write({ account: 'b', state: 'reconnect-required', reason: 'expired' })
  await write({ account: 'c', state: 'reconnect-required', reason: 'revoked' })
  await write({ account: 'd', state: 'choose-organisation' })
  await write({ account: 'e', state: 'connected', organisation: { tenantId: TENANT, name: 'Wattle Cycles Pty Ltd' } })
  for (const [at, account] of ['e', 'd', 'c', 'b', 'a'].entries()) await date(account, 1000 + at)
}

describe('GET /v1/accounts', () => {
  beforeEach(writeFive)

  it('lists all, those written longest ago first', async () => {
    expect(await listed()).toEqual(['e', 'd', 'c', 'b', 'a'])
  })

  it('says of an entry that does not open what stands beside it, and lists the others whole', async () => {
    await env.DESK.prepare("UPDATE accounts SET sealed = 'nothing', trouble = 'our-settings' WHERE account = 'b'").run()
    const { accounts } = (await (await service('/v1/accounts')).json()) as FleetPage
    expect(accounts.map(({ account }) => account)).toEqual(['e', 'd', 'c', 'b', 'a'])
    expect(accounts[3]).toEqual({
      account: 'b',
      state: 'reconnect-required',
      reason: 'expired',
      trouble: 'our-settings',
      updatedAt: 1003,
    })
    expect(accounts[4]).toMatchObject({ account: 'a', organisation: { name: 'Wattle Cycles Pty Ltd' } })
  })

  it.each([
    ['?state=connected', ['e', 'a']],
    ['?state=reconnect-required', ['c', 'b']],
    ['?reason=expired', ['b']],
    ['?state=connected&reason=expired', []],
    [`?organisation=${TENANT}`, ['e', 'a']],
    ['?organisation=wattle%20cycles%20pty%20ltd', ['e', 'a']],
    ['?organisation=wattle', []],
    ['?updatedSince=1003', ['b', 'a']],
    ['?after=1002.c', ['b', 'a']],
    ['?after=1002.c&state=connected', ['a']],
  ])('%s lists %j', async (query, expected) => {
    expect(await listed(query)).toEqual(expected)
  })

  it.each(['state=dead', 'reason=tired', 'updatedSince=0', 'updatedSince=x', 'organisation=', 'after=x', 'after=.x'])(
    'refuses ?%s, naming the field',
    async (query) => {
      const answer = await service(`/v1/accounts?${query}`)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'bad-request', detail: expect.stringContaining(query.split('=')[0] ?? '') })
    },
  )

  it('is for a key that may read', async () => {
    const as = (scope: string) => ask('/v1/accounts', { headers: { Authorization: `Bearer public-test-${scope}-key` } })
    expect(await Promise.all(['read', 'token', 'act'].map(async (scope) => (await as(scope)).status))).toEqual([200, 403, 403])
    expect((await ask('/v1/accounts')).status).toBe(401)
  })

  it('holds an entry back until its second is over, so that none slips in before a page that was read', async () => {
    await write({ account: 'f', state: 'connected' })
    const { updated_at: at } = (await env.DESK.prepare(`SELECT updated_at FROM accounts WHERE account = 'f'`).first<{
      updated_at: number
    }>()) ?? { updated_at: 0 }
    if ((await listed()).includes('f')) expect(Date.now()).toBeGreaterThanOrEqual((at + 1) * 1000)
    await expect.poll(() => listed()).toContain('f')
  })

  it('is the account’s own words', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    const own = (await (await service(`/v1/accounts/${account}`)).json()) as { authorisedBy: object }
    await letPass(6)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    await expect.poll(() => listed()).toContain(account)
    const { accounts } = (await (await service('/v1/accounts')).json()) as FleetPage
    expect(accounts.at(-1)).toMatchObject({ account, state: 'connected', authorisedBy: own.authorisedBy })
  })
})

describe('pages', () => {
  it('miss nobody and repeat only who has changed meanwhile', async () => {
    const all = Array.from({ length: 23 }, (_, at) => `account-${String(at).padStart(2, '0')}`)
    for (const [at, account] of all.entries()) {
      await write({ account, state: 'connected' })
      await date(account, 1000 + Math.floor(at / 7))
    }
    const seen: string[] = []
    let after: string | undefined
    for (let page = 0; page < 20; page += 1) {
      const read = await readFleet(env, { after }, 5)
      seen.push(...read.accounts.map(({ account }) => account))
      after = read.next
      if (after === undefined) break
      // One that was read and one that was not: both change.
      if (page === 0) await write({ account: 'account-01', state: 'reconnect-required', reason: 'expired' })
      if (page === 1) await write({ account: 'account-20', state: 'reconnect-required', reason: 'expired' })
      if (page === 1) await write({ account: 'account-99', state: 'connected' })
      if (page === 2) await new Promise((done) => setTimeout(done, 1100))
    }
    expect(new Set(seen)).toEqual(new Set([...all, 'account-99']))
    const twice = seen.filter((account, at) => seen.indexOf(account) !== at)
    expect(twice).toEqual(['account-01'])
  })

  it('are constant work: each condition has its index, and nothing is sorted', async () => {
    const plan = async (where: string) => {
      const condition = where === '' ? '' : `AND ${where}`
      const sql = `EXPLAIN QUERY PLAN SELECT account, used_at, updated_at, sealed FROM accounts
        WHERE (updated_at, account) > (1, 'x') AND updated_at < unixepoch() ${condition} ORDER BY updated_at, account LIMIT 201`
      return (await env.DESK.prepare(sql).all<{ detail: string }>()).results.map(({ detail }) => detail).join('; ')
    }
    expect(await plan('')).toMatch(/^SEARCH accounts USING INDEX accounts_updated \(\(updated_at,account\)>/)
    expect(await plan(`state = 'connected'`)).toMatch(
      /^SEARCH accounts USING INDEX accounts_state \(state=\? AND \(updated_at,account\)>/,
    )
    expect(await plan(`reason = 'expired'`)).toMatch(
      /^SEARCH accounts USING INDEX accounts_reason \(reason=\? AND \(updated_at,account\)>/,
    )
    for (const where of ['', `state = 'connected'`, `reason = 'expired'`]) expect(await plan(where)).not.toContain('SORT')
  })
})
