/** Whether the first invoice would go through: read from Xero after a consent, at a check and at the daily look. */
import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createSeal, SealKeys } from '../../../functions/vault/seal.ts'
import type { Connection, Readiness, TimelineEvent } from '../../../src/contract/wire.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, mint, newAccount, problemOf, service, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const DAY_SECONDS = 86_400
const ACTIONS = '/api.xro/2.0/Organisation/Actions'
const BOTH = ['GET /api.xro/2.0/Organisation', `GET ${ACTIONS}`]

async function connected(organisation = HOLDINGS, order: object = {}) {
  const { account, browser } = await visitor()
  await browser.open(account, order)
  await browser.connect('theo', [organisation])
  // Waits for the organisation's details.
  await connectionOf(account)
  return { account, browser }
}

const readinessOf = async (account: string): Promise<Readiness | undefined> => (await connectionOf(account)).readiness
const check = async (account: string): Promise<Connection> =>
  (await service(`/v1/accounts/${account}/check`, { method: 'POST' })).json()
const apiCalls = async () =>
  (await localXero.calls()).map(({ method, path }) => `${method} ${path}`).filter((call) => call.includes('/api.xro/'))

async function nextDay(account: string): Promise<void> {
  await letPass(DAY_SECONDS + 3 * 3600)
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
}

/** The account's record, as an older version wrote it. */
async function forget(account: string): Promise<void> {
  const seal = createSeal(v.parse(SealKeys, env.TOKEN_KEYS))
  const name = `account:${account}/account`
  await runInDurableObject(env.ACCOUNT.getByName(account), async (_, { storage }) => {
    const record = JSON.parse(await seal.open(storage.kv.get<string>('account') ?? '', name)) as object
    expect(record).toHaveProperty('invoicing')
    storage.kv.put('account', await seal.close(JSON.stringify({ ...record, invoicing: undefined }), name))
  })
}

async function changesOf(account: string) {
  const { events } = (await (await service(`/v1/accounts/${account}/events`)).json()) as { events: TimelineEvent[] }
  return events
    .filter(({ type }) => type === 'readiness.changed')
    .map(({ outcome, cause }) => [outcome, cause])
    .toReversed()
}

describe('readiness', () => {
  it('is read after a consent, in the background', async () => {
    const { account } = await connected()
    expect(await readinessOf(account)).toEqual({ state: 'ready', findings: [], readAt: expect.any(Number) })
    expect(await changesOf(account)).toEqual([['ready', undefined]])
  })

  it('takes two calls for the organisation that was chosen', async () => {
    const { account, browser } = await visitor()
    await browser.travel('theo', [HOLDINGS])
    await connectionOf(account)
    await localXero.forgetCalls()
    await browser.confirmOnly()
    await connectionOf(account)
    expect(await apiCalls()).toEqual(BOTH)
  })

  it('is absent until an organisation is chosen', async () => {
    const { account, browser } = await visitor()
    await browser.travel('theo', [HOLDINGS])
    expect(await connectionOf(account)).not.toHaveProperty('readiness')
  })

  it('is read again at a check, with two calls', async () => {
    const { account } = await connected()
    await localXero.books(HOLDINGS, { class: 'EARLY' })
    await localXero.forgetCalls()
    expect((await check(account)).readiness).toMatchObject({
      state: 'attention',
      findings: [{ code: 'invoice-limit', blocks: false, limit: 20, limitAsOf: '2026-10' }],
    })
    expect(await apiCalls()).toEqual(BOTH)
    expect(await changesOf(account)).toEqual([
      ['ready', undefined],
      ['attention', 'invoice-limit'],
    ])
  })

  it('is read again at the daily look, with two calls', async () => {
    const { account } = await connected()
    await localXero.role('theo', HOLDINGS, 'Drafts only')
    await localXero.forgetCalls()
    await nextDay(account)
    expect(await apiCalls()).toEqual(BOTH)
    expect(await readinessOf(account)).toMatchObject({
      state: 'blocked',
      findings: [{ code: 'approval-not-allowed', blocks: true }],
    })
  })

  it('is left for another day by a look that comes late because Xero was away', async () => {
    const { account } = await connected()
    const { readAt = 0 } = (await readinessOf(account)) ?? {}
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    await nextDay(account)
    await localXero.forgetCalls()
    await letPass(4800)
    for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
    expect(await apiCalls()).toEqual(BOTH.slice(0, 1))
    expect(await readinessOf(account)).toMatchObject({ state: 'ready', readAt })
    await nextDay(account)
    expect((await readinessOf(account))?.readAt).toBeGreaterThan(readAt)
  })

  it.each<[object, string, object]>([
    [{ edition: 'PARTNER' }, 'blocked', { code: 'partner-edition', blocks: true }],
    [{ status: 'SUSPENDED' }, 'blocked', { code: 'organisation-not-active', blocks: true }],
    [
      { endOfYearLockDate: '2099-06-30' },
      'blocked',
      { code: 'dates-locked', blocks: true, lock: 'year-end', lockedUntil: '2099-06-30' },
    ],
    [
      { periodLockDate: '2099-06-30' },
      'attention',
      { code: 'dates-locked', blocks: false, lock: 'period', lockedUntil: '2099-06-30' },
    ],
    [
      { class: 'TRIAL', createdDate: '2099-06-01' },
      'attention',
      { code: 'demo-or-trial', blocks: false, kind: 'trial', endsAbout: '2099-07-01' },
    ],
    [{ class: 'DEMO' }, 'attention', { code: 'demo-or-trial', blocks: false, kind: 'demo' }],
  ])('says what stops the first invoice: %o', async (books, state, finding) => {
    const { account } = await connected()
    await localXero.books(HOLDINGS, books)
    const { readiness } = await check(account)
    expect(readiness?.state).toBe(state)
    expect(readiness?.findings).toContainEqual(finding)
  })

  it.each([
    ['class', { class: 'NOVA' }],
    ['actions', { actions: { CreateApprovedInvoice: null } }],
  ])('is unknown where Xero’s %s are none we know', async (_, books) => {
    const { account } = await connected()
    await localXero.books(HOLDINGS, books)
    expect((await check(account)).readiness).toMatchObject({ state: 'unknown', findings: [] })
    expect(await changesOf(account)).toHaveLength(1)
  })

  it.each([
    { status: 503, body: 'offline' },
    { status: 401, body: '{"Title":"Unauthorized"}' },
    { status: 401, body: '{}', headers: { 'WWW-Authenticate': 'insufficient_scope' } },
    { status: 403, body: '{"Title":"Forbidden"}' },
    { status: 200, body: '{}' },
    { drop: true },
  ])('is unknown, and the connection well, when Xero answers the second call with %o', async (answer) => {
    const { account } = await connected()
    await localXero.fault({ path: ACTIONS, times: 9, ...answer })
    await localXero.forgetCalls()
    expect(await check(account)).toMatchObject({ state: 'connected', readiness: { state: 'unknown' } })
    expect(await apiCalls()).toEqual(BOTH)
    await nextDay(account)
    expect(await connectionOf(account)).toMatchObject({ state: 'connected', readiness: { state: 'unknown' } })
    await localXero.mend()
    expect((await check(account)).readiness?.state).toBe('ready')
  })

  it('of one organisation is none of another that is chosen', async () => {
    const { account, browser } = await connected()
    await localXero.books(TELECOM, { edition: 'PARTNER' })
    await browser.travel('theo', [TELECOM])
    await localXero.fault({ path: '/api.xro/*', status: 503, body: 'offline', times: 9 })
    await browser.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(TELECOM) })
    expect(await readinessOf(account)).toEqual({ state: 'unknown', findings: [] })
    await localXero.mend()
    expect((await check(account)).readiness?.state).toBe('blocked')
    expect(await changesOf(account)).toEqual([
      ['ready', undefined],
      ['blocked', 'partner-edition'],
    ])
  })

  it('is absent while the connection is dead', async () => {
    const { account } = await connected()
    await localXero.disconnect('theo', HOLDINGS)
    const connection = await check(account)
    expect(connection.state).toBe('reconnect-required')
    expect(connection).not.toHaveProperty('readiness')
  })

  it('of a record from before it was read is unknown, until the next daily look', async () => {
    const { account } = await connected()
    await forget(account)
    expect(await readinessOf(account)).toEqual({ state: 'unknown', findings: [] })
    await nextDay(account)
    expect(await readinessOf(account)).toMatchObject({ state: 'ready' })
  })

  it('shows a visitor the same', async () => {
    const { account, browser } = await connected(TELECOM, { currency: 'NZD' })
    const shown = (await (await browser.call('GET', '/api/connection')).json()) as Connection
    expect(shown.readiness).toEqual(await readinessOf(account))
    expect(shown.readiness?.state).toBe('attention')
  })
})

describe('the account’s currency', () => {
  const DIFFERS = { code: 'currency-differs', currency: 'AUD', accountCurrency: 'NZD' }

  it('blocks where it is not the organisation’s, and the plan has no other', async () => {
    const { account } = await connected(HOLDINGS, { currency: 'NZD' })
    expect(await readinessOf(account)).toMatchObject({ state: 'blocked', findings: [{ ...DIFFERS, blocks: true }] })
  })

  it('is a warning where the plan has several currencies', async () => {
    const { account } = await connected(TELECOM, { currency: 'NZD' })
    expect(await readinessOf(account)).toMatchObject({ state: 'attention', findings: [{ ...DIFFERS, blocks: false }] })
  })

  it('stays until another link brings another', async () => {
    const { account, browser } = await connected(HOLDINGS, { currency: 'NZD' })
    await browser.open(account)
    expect((await readinessOf(account))?.state).toBe('blocked')
    await browser.open(account, { currency: 'AUD' })
    expect((await readinessOf(account))?.state).toBe('ready')
  })

  it('is not kept of an account that only had a link opened', async () => {
    const { account } = await visitor()
    await (await visitor(account)).browser.open(account, { currency: 'AUD' })
    for (let day = 0; day < 3; day += 1) await nextDay(account)
    const kept = await runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) => [...storage.kv.list()])
    expect(kept).toEqual([])
  })

  it.each(['aud', 'AUDS', '', 7])('is refused as %j', async (currency) => {
    const answer = await mint({ account: newAccount(), currency })
    expect(await problemOf(answer)).toMatchObject({ code: 'bad-request', detail: expect.stringMatching(/^currency: /) })
  })
})
