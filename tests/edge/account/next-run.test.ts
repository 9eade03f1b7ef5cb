/** Looks at Xero before an announced billing run, and what miBilling hears of them. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { NextRun, WebhookPayload } from '../../../src/contract/wire.ts'
import { letPass, localXero } from '../local-xero.ts'
import { connectionOf, newAccount, problemOf, service } from '../people.ts'
import { connected, storedBy, TELECOM } from '../webhooks/queue.ts'

const HOUR = 3600
const present = () => Math.floor(Date.now() / 1000)
const put = (path: string, body: unknown) =>
  service(path, { method: 'PUT', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
const announce = async (account: string, at: number | null) =>
  (await (await put(`/v1/accounts/${account}/next-run`, { at })).json()) as NextRun

/** Someone who has connected, and about whose organisation everything has been read. */
async function settled() {
  const { account } = await connected()
  await connectionOf(account)
  return { account }
}

/** Lets time pass until then; the account's alarms fire when they are due. */
async function liveUntil(account: string, at: number): Promise<void> {
  while (present() < at) {
    await letPass(Math.min(300, at - present()))
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
  }
}

async function messagesOf(account: string): Promise<WebhookPayload[]> {
  const found: WebhookPayload[] = []
  for (let sequence = 1; ; sequence += 1) {
    const message = await env.ACCOUNT.getByName(account).webhook(sequence)
    if (message === undefined) return found
    found.push(message.payload)
  }
}
const risksOf = async (account: string) => (await messagesOf(account)).flatMap(({ risk }) => (risk === undefined ? [] : [risk]))

const plannedBy = (account: string) =>
  runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) => Object.keys(storage.kv.get<object>('agenda') ?? {}))

describe('an announced run', () => {
  it('on a connection that works is looked at twice, and nobody hears of it', async () => {
    const { account } = await settled()
    const { at = 0, looksAt } = await announce(account, present() + 48 * HOUR)
    expect(looksAt).toHaveLength(2)
    await localXero.forgetCalls()
    await liveUntil(account, at + 300)
    expect((await localXero.calls()).filter(({ path }) => path === '/connections')).toHaveLength(2)
    expect(await risksOf(account)).toEqual([])
  })

  it('on a connection that died unnoticed is told a day before and in the last hour, with who can mend it', async () => {
    const { account } = await settled()
    const { at = 0 } = await announce(account, present() + 30 * HOUR)
    await localXero.disconnect('theo', TELECOM)
    const risk = {
      runAt: at,
      cause: 'disconnected-in-xero',
      ask: { who: 'authoriser', name: 'Theo Three', email: 'theo@acme.example.com' },
    }
    await liveUntil(account, at - 24 * HOUR)
    expect(await risksOf(account)).toEqual([risk])
    expect((await messagesOf(account)).map(({ type }) => type).slice(-2)).toEqual([
      'connection.reconnect-required',
      'connection.at-risk',
    ])
    await liveUntil(account, at)
    expect(await risksOf(account)).toEqual([risk, risk])
  })

  it('says so where Xero cannot be asked until the run', async () => {
    const { account } = await settled()
    const { at = 0 } = await announce(account, present() + 2 * HOUR)
    await localXero.fault({ path: '/connections*', status: 503, times: 9999 })
    await liveUntil(account, at)
    await localXero.mend()
    expect(await risksOf(account)).toEqual([{ runAt: at, cause: 'xero-unavailable', ask: { who: 'nobody' } }])
    expect((await connectionOf(account)).state).toBe('connected')
  })

  it('of an account that never connected is told too, and leaves nothing once it has passed', async () => {
    const account = newAccount()
    const { at = 0 } = await announce(account, present() + HOUR)
    await liveUntil(account, at)
    expect((await risksOf(account))[0]).toEqual({ runAt: at, cause: 'not-connected', ask: { who: 'account' } })
    await liveUntil(account, at + 600)
    expect(await plannedBy(account)).toEqual(['upkeep'])
  })

  it('that is moved is looked at for the new moment alone; one that is taken back not at all', async () => {
    const { account } = await settled()
    await announce(account, present() + 30 * HOUR)
    const { looksAt } = await announce(account, present() + 90 * HOUR)
    await localXero.forgetCalls()
    await liveUntil(account, (looksAt[0] ?? 0) - 600)
    expect(await localXero.calls()).toEqual([])
    expect((await announce(account, null)).looksAt).toEqual([])
    await liveUntil(account, (looksAt[0] ?? 0) + 600)
    expect(await localXero.calls()).toEqual([])
  })

  it('ends with the account', async () => {
    const { account } = await settled()
    await announce(account, present() + 30 * HOUR)
    expect((await env.ACCOUNT.getByName(account).remove({ ref: '7KQ2-M4XP' }, { erase: true })).ok).toBe(true)
    expect(await storedBy(account)).not.toContain('account')
  })
})

describe('a list of runs', () => {
  it('may have a thousand entries with the longest ids', async () => {
    // Of few accounts, since each is an object of its own.
    const runs = Array.from({ length: 1000 }, (_, index) => ({
      account: `${index % 20}-`.padEnd(64, 'x'),
      at: present() + 100 * HOUR,
    }))
    const answer = await put('/v1/next-runs', { runs })
    expect([answer.status, await answer.json()]).toEqual([200, { count: 20 }])
  })

  it('counts an account that comes twice once, by its last entry', async () => {
    const { account } = await settled()
    const later = present() + 50 * HOUR
    const runs = [
      { account, at: later },
      { account, at: null },
    ]
    expect(await (await put('/v1/next-runs', { runs })).json()).toEqual({ count: 1 })
    await localXero.forgetCalls()
    await liveUntil(account, later - 23 * HOUR)
    expect((await localXero.calls()).filter(({ path }) => path === '/connections')).toEqual([])
  })

  it.each([
    [{ runs: [{ account: 'good', at: 1 }] }, 'runs.0.at: must be in the future'],
    [{ runs: [{ account: '-', at: null }] }, 'runs.0.account: must be 1 to 64'],
    [{ runs: [{ account: 'good' }] }, 'runs.0.at: is missing'],
    [{ runs: 'good' }, 'runs: must be a list'],
    [{ runs: Array.from({ length: 1001 }, () => ({ account: 'good', at: null })) }, 'runs: must be at most 1000'],
  ])('that is wrong is refused whole, naming the place', async (body, detail) => {
    const answer = await put('/v1/next-runs', body)
    expect(answer.status).toBe(400)
    expect((await problemOf(answer)).detail).toContain(detail)
  })

  it('is refused when it is too large', async () => {
    expect((await put('/v1/next-runs', { runs: 'x'.repeat(140_000) })).status).toBe(413)
  })
})

describe('a moment that cannot be', () => {
  it.each([
    [present() - 1, 'must be in the future'],
    [present() + 401 * 86_400, 'must be within 400 days'],
    [1.5, 'must be a whole number'],
    ['tomorrow', 'must be a whole number'],
  ])('is refused: %s', async (at, detail) => {
    const answer = await put('/v1/accounts/never-announced/next-run', { at })
    expect(answer.status).toBe(400)
    expect((await problemOf(answer)).detail).toContain(`at: ${detail}`)
    expect(await storedBy('never-announced')).toEqual([])
  })
})
