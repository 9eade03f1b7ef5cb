import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { letPass, localXero, tenantOf } from './local-xero.ts'
import { connectionOf, locationOf, tokenOf, visitor } from './people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

describe('a reconnection', () => {
  it('keeps the same organisation when Xero keeps the old event', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const tenantId = await tenantOf(TELECOM)
    expect(await browser.connect('theo', [], tenantId)).toBe('/connection/')
    expect((await connectionOf(account)).organisation?.tenantId).toBe(tenantId)
  })

  it('with a wrong organisation destroys nothing, and offers both ways on', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const telecom = await tenantOf(TELECOM)
    const holdings = await tenantOf(HOLDINGS)
    expect(await browser.connect('theo', [HOLDINGS], telecom)).toMatch(/^\/problems\/wrong-organisation\//)
    const between = await connectionOf(account)
    expect([between.state, between.organisation?.name, between.organisations.length]).toEqual(['connected', TELECOM, 1])
    expect((await tokenOf(account)).status).toBe(200)

    await browser.submit('/api/connection/organisation', { tenantId: holdings })
    expect((await connectionOf(account)).organisation?.name).toBe(HOLDINGS)
    expect((await connectionOf(account)).organisations).toHaveLength(2)
  })

  it('is refused for an organisation that the account never had', async () => {
    const { browser } = await visitor()
    const answer = await browser.submit('/api/xero/authorize', { organisation: await tenantOf(TELECOM) })
    expect(locationOf(answer)).toMatch(/^\/problems\/bad-request\//)
  })

  it('of one account revives every account of that login', async () => {
    const one = await visitor()
    const other = await visitor()
    await one.browser.connect('bea', ['Banksia Café Pty Ltd'])
    await other.browser.connect('bea', ['Karori Books Limited'])
    await letPass(61 * 86_400)
    expect((await tokenOf(one.account)).status).toBe(409)
    expect((await connectionOf(other.account)).reason).toBe('expired')

    await one.browser.open(one.account)
    expect(await one.browser.connect('bea', [], await tenantOf('Banksia Café Pty Ltd'))).toBe('/connection/')
    expect((await tokenOf(other.account)).status).toBe(200)
    expect((await connectionOf(other.account)).state).toBe('connected')
  })

  it('by another login of the same organisation moves to that login', async () => {
    const { account, browser } = await visitor()
    await localXero.role('theo', 'Riverbank Plumbing Pty Ltd', 'Standard')
    await browser.connect('olivia', ['Riverbank Plumbing Pty Ltd'])
    await letPass(61 * 86_400)
    await browser.open(account)
    const tenantId = await tenantOf('Riverbank Plumbing Pty Ltd')
    expect(await browser.connect('theo', ['Riverbank Plumbing Pty Ltd'], tenantId)).toBe('/connection/')
    expect((await connectionOf(account)).authorisedBy?.name).toBe('Theo Three')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('forgets a wrong organisation after the attempt, at Xero too', async () => {
    const { account, browser } = await visitor()
    await browser.connect('olivia', ['Riverbank Plumbing Pty Ltd'])
    await browser.connect('theo', [HOLDINGS], await tenantOf('Riverbank Plumbing Pty Ltd'))
    expect((await localXero.world()).connections).toHaveLength(2)
    await letPass(3700)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect((await localXero.world()).connections.map(({ person }) => person)).toEqual(['olivia'])
    expect((await tokenOf(account)).status).toBe(200)
    await browser.open(account)
    expect((await browser.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(HOLDINGS) })).status).toBe(404)
  })
})
