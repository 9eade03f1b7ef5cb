/** What becomes of the index where its database fails, hangs or is wiped: nobody waits for it, and nothing is lost. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { readFleetAccount, searchFleet } from '../../../functions/desk/fleet-index.ts'
import { createTables } from '../feedback/site.ts'
import { letPass } from '../local-xero.ts'
import { connectionOf, service, tokenOf } from '../people.ts'
import { connected, entryOf, runAlarm } from './entries.ts'

const HOLDINGS = 'Acme Holdings Pty Ltd'

describe('a database that fails', () => {
  it('keeps nobody from connecting, and gets everything once it works', async () => {
    const broken = vi.spyOn(env.DESK, 'batch').mockRejectedValue(new Error('D1 is out of order'))
    const { account } = await connected()
    expect((await connectionOf(account)).state).toBe('connected')
    expect((await tokenOf(account)).status).toBe(200)
    await runAlarm(account)
    expect(await env.ACCOUNT.getByName(account).webhook(1)).toBeDefined()
    broken.mockRestore()
    expect(await readFleetAccount(env, account)).toBeUndefined()
    await letPass(3600)
    expect(await entryOf(account)).toMatchObject({ state: 'connected' })
  })

  it('that hangs keeps no caller waiting', async () => {
    vi.spyOn(env.DESK, 'batch').mockReturnValue(new Promise(() => undefined))
    const startedAt = performance.now()
    const { account } = await connected()
    expect((await tokenOf(account)).status).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    await letPass(60)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
  })

  it('that hung and comes round after the next write takes no entry away', async () => {
    const { account } = await connected('Wattle Cycles')
    const write = env.DESK.batch.bind(env.DESK)
    const held = Promise.withResolvers<void>()
    vi.spyOn(env.DESK, 'batch').mockImplementationOnce(async (statements) => {
      await held.promise
      return write(statements) as never
    })
    await runAlarm(account)
    await letPass(120)
    expect(await entryOf(account)).toMatchObject({ name: 'Wattle Cycles' })
    held.resolve()
    await new Promise((done) => setTimeout(done, 300))
    expect(await readFleetAccount(env, account)).toMatchObject({ name: 'Wattle Cycles' })
    expect(await entryOf(account)).toMatchObject({ state: 'connected' })
  })

  it('that was wiped is filled again by one command', async () => {
    const accounts = [(await connected('Wattle Cycles')).account, (await connected(undefined, HOLDINGS)).account]
    for (const account of accounts) await connectionOf(account)
    for (const account of accounts) await entryOf(account)
    const before = await Promise.all(accounts.map((account) => readFleetAccount(env, account)))
    for (const table of ['accounts', 'words', 'codes', 'passages']) await env.DESK.prepare(`DELETE FROM ${table}`).run()
    const codes = async () => env.DESK.prepare('SELECT COUNT(*) AS n FROM codes').first<number>('n')
    const answer = await service('/v1/index', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(await answer.json()).toEqual({ count: 2 })
    const after = await Promise.all(accounts.map(entryOf))
    const undated = (entries: typeof after) => entries.map((entry) => ({ ...entry, updatedAt: 0 }))
    expect(undated(after)).toEqual(undated(before))
    expect(await codes()).toBeGreaterThan(1)
    expect(await searchFleet(env, 'wattle')).toHaveLength(1)
  })

  it('as an account is erased, whose answer is lost, and which stays: its entry comes again', async () => {
    await createTables()
    const { account } = await connected('Wattle Cycles')
    await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    const before = await entryOf(account)
    const batch = env.DESK.batch.bind(env.DESK)
    vi.spyOn(env.DESK, 'batch').mockImplementationOnce(async (statements) => {
      await batch(statements)
      throw new Error('D1 is out of order')
    })
    expect((await service(`/v1/accounts/${account}?erase=true`, { method: 'DELETE' })).status).toBe(500)
    expect(await readFleetAccount(env, account)).toBeUndefined()
    expect(await entryOf(account)).toEqual({ ...before, updatedAt: expect.any(Number) })
    expect((await service(`/v1/accounts/${account}?erase=true`, { method: 'DELETE' })).status).toBe(204)
    expect(await entryOf(account)).toBeUndefined()
  })
})
