/** KV holds copies alone: whatever becomes of it, the objects answer. */
import { evictAllDurableObjects, listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { letPass, localXero } from '../local-xero.ts'
import { connectionOf, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const broken = () => Promise.reject(new Error('KV is out of order'))

function breakKv(): void {
  vi.spyOn(env.TOKENS, 'get').mockImplementation(broken as typeof env.TOKENS.get)
  vi.spyOn(env.TOKENS, 'put').mockImplementation(broken)
  vi.spyOn(env.TOKENS, 'delete').mockImplementation(broken)
}

describe('KV that fails altogether', () => {
  it('keeps nobody from a token', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    breakKv()
    expect((await tokenOf(account)).status).toBe(200)
    await letPass(1801)
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('keeps nobody from connecting, although Xero’s keys must be fetched', async () => {
    const { account, browser } = await visitor()
    // The copies of the keys, in memory too, are a day old by then.
    await letPass(2 * 86_400)
    await browser.open(account)
    breakKv()
    expect(await browser.connect('theo', [TELECOM])).toBe('/connect/connected/')
    expect((await connectionOf(account)).state).toBe('connected')
  })

  it('keeps no login from its daily look at Xero', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await connectionOf(account)
    await localXero.disconnect('theo', TELECOM)
    await evictAllDurableObjects()
    breakKv()
    // A key that was added is to be noted in KV, which does not take it.
    for (const id of await listDurableObjectIds(env.GRANT))
      await runInDurableObject(env.GRANT.get(id), (_, { storage }) => storage.kv.put('sealed-with', 'an-older-key'))
    await letPass(86_400 + 3 * 3600)
    for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'disconnected-in-xero' })
  })
})
