/** What was cut short is carried on. The crash campaign kills the Worker at every await; here are the rules it found worth keeping. */
import { evictAllDurableObjects, listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, locationOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

const wake = async (account: string) => {
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
}

/** Ends the objects during what they do. */
async function stopDead(account: string): Promise<void> {
  const stubs = [env.ACCOUNT.getByName(account), ...(await listDurableObjectIds(env.GRANT)).map((id) => env.GRANT.get(id))]
  for (const stub of stubs) await runInDurableObject(stub, (_, state) => state.abort('stopped dead')).catch(() => undefined)
}

const xeroTenants = async () => (await localXero.world()).connections.map(({ tenantId }) => tenantId)

describe('a consent', () => {
  it('that Xero gave, but did not list the organisations of, is carried on with by the alarm', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    expect(await browser.connect('theo', [TELECOM])).toMatch(/^\/problems\/xero-unavailable\//)
    await letPass(100)
    await wake(account)
    expect(await connectionOf(account)).toMatchObject({ state: 'choose-organisation', organisations: [{ name: TELECOM }] })
    expect(await browser.confirmOnly()).toBe('/connect/connected/')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('of an earlier attempt counts when the person comes again before the alarm', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    await browser.connect('theo', [TELECOM])
    expect(await browser.connect('theo', [])).toBe('/connect/connected/')
    expect(await connectionOf(account)).toMatchObject({ state: 'connected', organisation: { name: TELECOM } })
  })

  it('is not taken over in place of newer tokens, nor twice', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    await browser.connect('theo', [TELECOM])
    const other = await visitor()
    await other.browser.connect('theo', [HOLDINGS])
    await letPass(1801)
    expect((await tokenOf(other.account)).status).toBe(200)
    await wake(account)
    expect(await browser.confirmOnly()).toBe('/connect/connected/')
    // Had the older token come back, Xero would no longer take it.
    await letPass(1900)
    expect((await tokenOf(other.account)).status).toBe(200)
    await letPass(1900)
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('is gone from the attempt once it is dealt with', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await localXero.forgetCalls()
    await letPass(100)
    await wake(account)
    expect((await localXero.calls()).filter(({ grantType }) => grantType === 'authorization_code')).toEqual([])
    expect(await connectionOf(account)).toMatchObject({ state: 'connected' })
  })
})

describe('a disconnect', () => {
  it('that was cut short after Xero had done its part is carried on with by the alarm', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await connectionOf(account)
    await localXero.fault({ path: '/connect/revocation', hang: true })
    const ending = service(`/v1/accounts/${account}`, { method: 'DELETE' }).catch(() => undefined)
    await vi.waitUntil(async () => (await xeroTenants()).length === 0)
    await stopDead(account)
    await localXero.mend()
    await letPass(100)
    await wake(account)
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
    await ending
  })

  it('that Xero refused is nobody’s wish any more: it is asked for again, or not', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await localXero.fault({ path: '/connections*', status: 503, body: 'down', times: 9 })
    expect((await browser.call('DELETE', '/api/connection')).status).toBe(503)
    await localXero.mend()
    await letPass(100)
    await wake(account)
    expect((await connectionOf(account)).state).toBe('connected')
  })

  it('is believed only when Xero no longer lists the organisation', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await localXero.fault({ method: 'DELETE', path: '/connections/*', status: 204, times: 9 })
    expect((await browser.call('DELETE', '/api/connection')).status).toBe(503)
    expect((await connectionOf(account)).state).toBe('connected')
    expect(await xeroTenants()).toEqual([await tenantOf(TELECOM)])
  })

  // By how long the revocation takes, it ends the new login before, while or after its organisations are read.
  it.each([0, 50, 55, 60, 65, 70, 75, 80, 400])(
    'of the last use, beside a new consent of the same login, leaves no account believing what is not so: %i ms',
    async (delayMs) => {
      const one = await visitor()
      await one.browser.connect('theo', [TELECOM])
      const other = await visitor()
      await localXero.fault({ path: '/connect/revocation', delayMs })
      const ending = service(`/v1/accounts/${one.account}`, { method: 'DELETE' })
      await vi.waitUntil(async () => (await xeroTenants()).length === 0)
      const shown = await other.browser.connect('theo', [HOLDINGS])
      expect((await ending).status).toBe(204)
      await wake(other.account)
      const works = (await tokenOf(other.account)).status === 200 && (await xeroTenants()).length > 0
      const lost = shown === '/connect/connected/' ? 'reconnect-required' : 'not-connected'
      expect((await connectionOf(other.account)).state).toBe(works ? 'connected' : lost)
    },
  )
})

describe('a refresh', () => {
  it('that was begun and never ended is asked for again while Xero still takes the previous token', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', loseAnswer: true, times: 99 })
    expect((await tokenOf(account)).status).toBe(503)
    await localXero.mend()
    await evictAllDurableObjects()
    await letPass(120)
    await wake(account)
    await letPass(1700)
    expect((await tokenOf(account)).status).toBe(200)
  })
})

describe('KV', () => {
  it('that did not take a choice is brought up to date by the alarm', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.connect('theo', [HOLDINGS])
    const holdings = await tenantOf(HOLDINGS)
    vi.spyOn(env.TOKENS, 'put').mockRejectedValue(new Error('KV is out of order'))
    expect(locationOf(await browser.submit('/api/connection/organisation', { tenantId: holdings }))).toBe('/connect/connected/')
    vi.restoreAllMocks()
    await letPass(15)
    await wake(account)
    expect(await (await tokenOf(account)).json()).toMatchObject({ tenantId: holdings })
  })

  it('that did not take a disconnect is brought up to date by the alarm', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.connect('theo', [HOLDINGS])
    vi.spyOn(env.TOKENS, 'delete').mockRejectedValue(new Error('KV is out of order'))
    expect((await browser.call('DELETE', `/api/connection/organisations/${await tenantOf(TELECOM)}`)).status).toBe(200)
    vi.restoreAllMocks()
    await letPass(15)
    await wake(account)
    expect((await tokenOf(account)).status).toBe(409)
  })
})
