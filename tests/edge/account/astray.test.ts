/** A trip of which we were never told the end, while Xero did its part. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

const xeroTenants = async () => (await localXero.world()).connections.map(({ tenantId }) => tenantId)

describe('an organisation that was connected at Xero on a trip that came to nothing here', () => {
  it('is the account’s when the person goes again, although Xero calls nothing new', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connect/token', loseAnswer: true })
    expect(await browser.connect('theo', [TELECOM])).toMatch(/^\/problems\/xero-unavailable\//)
    expect(await browser.connect('theo', [])).toBe('/connect/connected/')
    expect(await connectionOf(account)).toMatchObject({ state: 'connected', organisation: { name: TELECOM } })
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('is the account’s also when the browser never came back', async () => {
    const { account, browser } = await visitor()
    await localXero.consent(await browser.setOff(), 'theo', [TELECOM])
    await letPass(2 * 3600)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect(await browser.connect('theo', [])).toBe('/connect/connected/')
    expect((await connectionOf(account)).organisation?.name).toBe(TELECOM)
  })

  it('is never that of another account, which uses it', async () => {
    const one = await visitor()
    const other = await visitor()
    await localXero.consent(await one.browser.setOff(), 'theo', [HOLDINGS])
    await other.browser.connect('theo', [TELECOM])
    expect(await one.browser.connect('theo', [])).toBe('/connect/connected/')
    expect((await connectionOf(one.account)).organisations.map(({ name }) => name)).toEqual([HOLDINGS])
    expect((await connectionOf(other.account)).organisations.map(({ name }) => name)).toEqual([TELECOM])
  })

  it('is never that of an account that was not on its way to Xero then', async () => {
    const one = await visitor()
    await localXero.consent(await one.browser.setOff(), 'theo', [HOLDINGS])
    await letPass(3600)
    const other = await visitor()
    expect(await other.browser.connect('theo', [])).toMatch(/^\/problems\/no-organisation\//)
    expect((await connectionOf(other.account)).organisations).toEqual([])
  })

  it('is put aside when another is meant, and given back to Xero after the hour', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const telecom = await tenantOf(TELECOM)
    await localXero.fault({ path: '/connect/token', loseAnswer: true })
    await browser.connect('theo', [HOLDINGS], telecom)
    expect(await browser.connect('theo', [], telecom)).toBe('/connect/connected/')
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([TELECOM])
    await letPass(3700)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect(await xeroTenants()).toEqual([telecom])
  })
})

describe('a consent that waits for Xero', () => {
  it('is carried on with after an outage of hours', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connections', status: 503, body: 'down', times: 9 })
    await browser.connect('theo', [TELECOM])
    for (let hour = 0; hour < 3; hour += 1) {
      await letPass(3600)
      await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    }
    await localXero.mend()
    await letPass(6 * 3600)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect((await connectionOf(account)).state).toBe('connected')
  })

  it('does not come back to an account that was deleted meanwhile', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    await browser.connect('theo', [TELECOM])
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    await letPass(100)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect((await connectionOf(account)).state).toBe('not-connected')
    expect(await xeroTenants()).toEqual([])
  })
})
