/** What an object keeps decides what the register of keys says of it: nothing sealed, no note. */
import { evictAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { letPass } from '../local-xero.ts'
import { ask, mint, newAccount, service, visitor } from '../people.ts'

/** Everything that an account's object keeps: keys, rows of its tables, and whether it means to wake. */
const keptBy = (account: string) =>
  runInDurableObject(env.ACCOUNT.getByName(account), async (_, { storage }) => {
    const tables = storage.sql.exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE name IN ('timeline', 'message')`)
    return { keys: [...storage.kv.list()].map(([key]) => key), tables: tables.toArray(), alarm: await storage.getAlarm() }
  })
const NOTHING = { keys: [], tables: [], alarm: null }
const kvKeys = async () => (await env.TOKENS.list()).keys.map(({ name }) => name)

const JSON_TYPE = { 'Content-Type': 'application/json' }

describe('a call for an account never seen', () => {
  it.each([
    ['GET', ''],
    ['GET', '/access-token'],
    ['GET', '/events'],
    ['GET', '/webhooks'],
    ['POST', '/check'],
    ['POST', '/webhooks/redeliver', '{}'],
    ['POST', '/webhooks/redeliver', '{"from":2}'],
  ])('leaves nothing behind: %s %s', async (method, path, body?: string) => {
    const account = newAccount()
    const init = body === undefined ? { method } : { method, body, headers: JSON_TYPE }
    expect((await service(`/v1/accounts/${account}${path}`, init)).status).toBeLessThan(500)
    expect([await keptBy(account), await kvKeys()]).toEqual([NOTHING, []])
  })

  it('leaves for ten minutes that links from before open nothing: DELETE', async () => {
    const account = newAccount()
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    expect((await keptBy(account)).keys).toEqual(['agenda', 'links-from', 'name'])
    await letPass(601)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect([await keptBy(account), await kvKeys()]).toEqual([NOTHING, []])
  })

  it('leaves nothing behind: POST /v1/sessions', async () => {
    const account = newAccount()
    expect((await mint({ account })).status).toBe(201)
    expect([await keptBy(account), await kvKeys()]).toEqual([NOTHING, []])
  })

  it('leaves nothing behind over the binding, and when a login still names it', async () => {
    const account = newAccount()
    const object = env.ACCOUNT.getByName(account)
    await object.loginChanged()
    await object.compareListing('a-login', [])
    await object.compareListing('a-login', 'over')
    expect([await keptBy(account), await kvKeys()]).toEqual([NOTHING, []])
  })
})

describe('a login never seen', () => {
  it('leaves nothing behind, whatever is asked of it', async () => {
    const login = env.GRANT.getByName('a-login')
    expect(await login.standing()).toBeUndefined()
    expect(await login.tenantsOfOthers('an-account')).toEqual([])
    expect((await login.connections()).ok).toBe(false)
    expect((await login.accessToken()).ok).toBe(false)
    await login.release('an-account', '3b5b9952-ae30-4dbb-8802-a5dbea356697')
    await runInDurableObject(login, async (_, { storage }) => {
      expect([[...storage.kv.list()].map(([key]) => key), await storage.getAlarm()]).toEqual([[], null])
    })
    expect(await kvKeys()).toEqual([])
  })
})

describe('a session without a connection', () => {
  it('leaves a spent link and the session, and nothing once both are over', async () => {
    const { account, browser } = await visitor()
    await browser.go('/connect/connected/')
    await browser.call('GET', '/api/connection')
    await browser.call('DELETE', '/api/connection')
    const { keys } = await keptBy(account)
    expect(keys.map((key) => key.replace(/\/.*/, '')).toSorted()).toEqual(['agenda', 'link', 'name', 'session'])
    await letPass(3601)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect([await keptBy(account), await kvKeys()]).toEqual([NOTHING, []])
  })

  it('leaves its timeline, noted under the key that seals it and looked after daily', async () => {
    const { account, browser } = await visitor()
    await browser.setOff()
    await letPass(8 * 86_400)
    const object = () => env.ACCOUNT.getByName(account)
    await runDurableObjectAlarm(object())
    const { keys, alarm } = await keptBy(account)
    expect(keys).toContain('sealed-with')
    expect(alarm).toBeGreaterThan(Date.now())
    const { [0]: noted } = (await env.TOKENS.list({ prefix: 'sealed-with/' })).keys
    expect(noted?.name).toMatch(new RegExp(`/account:${account}$`))
    await letPass(366 * 86_400)
    await runDurableObjectAlarm(object())
    expect([await keptBy(account), (await env.TOKENS.list({ prefix: 'sealed-with/' })).keys]).toEqual([NOTHING, []])
  })

  it('does not open its link again when the account is forgotten meanwhile', async () => {
    const account = newAccount()
    const { url } = (await (await mint({ account })).json()) as { url: string }
    const open = async () => (await ask(url)).status
    expect(await open()).toBe(303)
    await env.ACCOUNT.getByName(account).compareListing('a-login', [])
    await evictAllDurableObjects()
    expect(await open()).toBe(410)
  })
})
