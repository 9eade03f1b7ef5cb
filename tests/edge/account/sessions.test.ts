import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { letPass, localXero } from '../local-xero.ts'
import { Browser, connectionOf, locationOf, service, visitor } from '../people.ts'

const RIVERBANK = 'Riverbank Plumbing Pty Ltd'
const HOUR = 3600

const isAlive = async (browser: Browser): Promise<boolean> => (await browser.call('GET', '/api/connection')).status === 200

const keysOf = (account: string): Promise<string[]> =>
  runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) => [...storage.kv.list()].map(([key]) => key))

describe('a session', () => {
  it('ends after an hour without use', async () => {
    const { browser } = await visitor()
    await letPass(HOUR - 60)
    expect(await isAlive(browser)).toBe(true)
    await letPass(HOUR - 60)
    expect(await isAlive(browser)).toBe(true)
    await letPass(HOUR)
    expect(await isAlive(browser)).toBe(false)
  })

  it('ends after eight hours, however much it is used', async () => {
    const { browser } = await visitor()
    for (let half = 1; half < 16; half += 1) {
      await letPass(HOUR / 2)
      expect(await isAlive(browser)).toBe(true)
    }
    await letPass(HOUR / 2)
    expect(await isAlive(browser)).toBe(false)
  })

  it('does not end while its person may be at Xero', async () => {
    const { account, browser } = await visitor()
    for (let half = 1; half < 16; half += 1) {
      await letPass(HOUR / 2)
      await isAlive(browser)
    }
    const there = await browser.setOff()
    await letPass(HOUR - 5)
    expect(locationOf(await browser.go(await localXero.consent(there, 'olivia', [RIVERBANK])))).toBe('/connect/organisation/')
    expect((await connectionOf(account)).organisations).toHaveLength(1)
    await letPass(500)
    expect(await browser.confirmOnly()).toBe('/connect/connected/')
    await letPass(106)
    expect(await isAlive(browser)).toBe(false)
  })

  it('ends within ten hours, however often its person sets off', async () => {
    const { browser } = await visitor()
    for (let half = 1; half <= 20; half += 1) {
      if (await isAlive(browser)) await browser.submit('/api/xero/authorize')
      await letPass(HOUR / 2)
    }
    expect(await isAlive(browser)).toBe(false)
  })

  it('begins again with a second link, and stays the same session', async () => {
    const { account, browser } = await visitor()
    const before = await browser.jar.sessions()
    await letPass(HOUR / 2)
    await browser.open(account, { name: 'Another name' })
    expect(await browser.jar.sessions()).toEqual(before)
    await letPass(HOUR - 60)
    expect(await isAlive(browser)).toBe(true)
  })

  it('that is over goes on by a new link, and so do the pages that were left open', async () => {
    const { account, browser } = await visitor()
    const mark = await browser.jar.mark()
    await letPass(2 * HOUR)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    await browser.open(account)
    expect((await browser.call('GET', '/api/connection', undefined, mark)).status).toBe(200)
    await browser.submit('/api/leave')
    await browser.open(account)
    expect((await browser.call('GET', '/api/connection', undefined, mark)).status).toBe(409)
  })

  it('is forgotten by the account’s alarm once it is over', async () => {
    const { account, browser } = await visitor()
    await letPass(2 * HOUR)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect((await keysOf(account)).filter((key) => /^(session|link)\//.test(key))).toEqual([])
    expect(await isAlive(browser)).toBe(false)
  })

  it('outlives a look of the alarm while it is alive', async () => {
    const { account, browser } = await visitor()
    await letPass(HOUR - 60)
    await isAlive(browser)
    await letPass(120)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect(await isAlive(browser)).toBe(true)
  })

  it('keeps what miBilling said of its person with the account, sealed', async () => {
    const browser = new Browser()
    const { account } = await visitor()
    await browser.open(account, { name: 'Wattle Cycles', user: 'Wendy Wattle' })
    const values = await runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) =>
      JSON.stringify([...storage.kv.list({ prefix: 'session/' })]),
    )
    expect(values).toContain('session/')
    expect(values).not.toMatch(/W(?:attle|endy)/)
  })

  it('that its key no longer opens is over, and upsets nothing', async () => {
    const { account, browser } = await visitor()
    const other = new Browser()
    await other.open(account)
    await runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) => {
      for (const [key] of [...storage.kv.list({ prefix: 'session/' })]) storage.kv.put(key, 'eyJraWQiOiJnb25lIn0....')
    })
    expect(await isAlive(browser)).toBe(false)
    await letPass(2 * HOUR)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect((await keysOf(account)).filter((key) => key.startsWith('session/'))).toEqual([])
    await browser.open(account)
    expect(await isAlive(browser)).toBe(true)
  })
})

describe('an account that miBilling deletes', () => {
  it('has no sessions any more, in any browser', async () => {
    const { account, browser } = await visitor()
    const other = new Browser()
    await other.open(account)
    await browser.connect('olivia', [RIVERBANK])
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    expect([await isAlive(browser), await isAlive(other)]).toEqual([false, false])
    expect(locationOf(await browser.submit('/api/xero/authorize'))).toMatch(/^\/problems\/session-lost\//)
  })

  it('is not one that its person has disconnected', async () => {
    const { browser } = await visitor()
    await browser.connect('olivia', [RIVERBANK])
    expect((await browser.call('DELETE', '/api/connection')).status).toBe(200)
    expect(await isAlive(browser)).toBe(true)
  })
})
