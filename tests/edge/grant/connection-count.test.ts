import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { countConnections, noteConnections } from '../../../functions/grant/connection-count.ts'
import { letPass } from '../local-xero.ts'
import { connectionOf, service, visitor } from '../people.ts'

const DAY_SECONDS = 86_400

function readLog(): () => { level: string; event: string; used?: number; allowed?: number }[] {
  const written = vi.spyOn(console, 'log')
  onTestFinished(() => written.mockRestore())
  return () => written.mock.calls.map(([line]) => JSON.parse(String(line))).filter(({ event }) => event.startsWith('connections.'))
}

const note = (login: string, count: number, allowed?: number) =>
  runInDurableObject(env.GRANT.getByName(login), (_, { storage }) =>
    noteConnections({ login, kv: env.TOKENS, storage, allowed }, count),
  )

async function nextLook(): Promise<void> {
  await letPass(DAY_SECONDS + 3 * 3600)
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
}

describe('the connections that the app has at Xero', () => {
  it('are counted at each login’s daily look, in use here or not, until the login is gone', async () => {
    const before = await countConnections(env.TOKENS)
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    await browser.connect('theo', ['Acme Holdings Pty Ltd'])
    // Waits for the organisations' details.
    await connectionOf(account)
    await nextLook()
    expect((await countConnections(env.TOKENS)) - before).toBe(2)
    await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    await nextLook()
    expect(await countConnections(env.TOKENS)).toBe(before)
  })

  it('are told when their number changes, and raise an alarm at 80 % of what Xero allows', async () => {
    const told = readLog()
    const before = await countConnections(env.TOKENS)
    await note('one', 7, before + 10)
    await note('one', 7, before + 10)
    await note('two', 1, (before + 8) / 0.8)
    await note('two', 2)
    await note('one', 0, before + 10)
    expect(told()).toEqual([
      expect.objectContaining({ level: 'info', event: 'connections.counted', used: before + 7, allowed: before + 10 }),
      expect.objectContaining({ level: 'error', event: 'connections.near-limit', used: before + 8 }),
      expect.objectContaining({ level: 'info', event: 'connections.counted', used: before + 2 }),
    ])
    await note('two', 0)
    expect(await countConnections(env.TOKENS)).toBe(before)
  })
})
