/** `provenAt` is the moment of a call that Xero answered for the active organisation, and of nothing less. */
import { describe, expect, it } from 'vitest'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, service, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
/** Less than a session lasts that nobody uses. */
const A_WHILE_SECONDS = 3000

describe('the proof of a connection', () => {
  it('is there a moment after connecting', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    expect((await connectionOf(account)).provenAt).toBeGreaterThan(Date.now() / 1000 - 60)
  })

  it('is not made by a consent alone', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { provenAt } = await connectionOf(account)
    await letPass(A_WHILE_SECONDS)
    await localXero.fault({ path: '/api.xro/*', status: 503, body: 'offline', times: 9 })
    await browser.connect('theo', [HOLDINGS])
    expect((await connectionOf(account)).provenAt).toBe(provenAt)
  })

  it('of one organisation is none of another that is chosen', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.connect('theo', [HOLDINGS])
    const { provenAt: before = 0 } = await connectionOf(account)
    await letPass(A_WHILE_SECONDS)
    await localXero.fault({ path: '/api.xro/*', status: 503, body: 'offline', times: 9 })
    await browser.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(HOLDINGS) })
    expect((await connectionOf(account)).provenAt).toBeUndefined()
    await localXero.mend()
    await browser.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(HOLDINGS) })
    expect((await connectionOf(account)).provenAt).toBeGreaterThan(before)
  })

  it('is asked for after a reconnection: who has lost the role learns it at once', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await connectionOf(account)
    await localXero.role('theo', TELECOM, 'Read only')
    await browser.connect('theo', [], await tenantOf(TELECOM))
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'access-removed' })
  })
})

describe('a disconnect beside a call for the organisation that is under way', () => {
  it('is told as what it is: what we end ourselves was not taken from us', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/api.xro/2.0/Organisation', delayMs: 300 })
    await localXero.fault({ path: '/connect/revocation', delayMs: 900 })
    await browser.connect('theo', [TELECOM])
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    const { webhooks } = (await (await service(`/v1/accounts/${account}/webhooks`)).json()) as { webhooks: { type: string }[] }
    expect(webhooks.map(({ type }) => type)).toEqual([
      'connection.disconnected',
      'connection.organisation-chosen',
      'connection.connected',
    ])
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
  })
})
