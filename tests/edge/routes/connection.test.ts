import { describe, expect, it, vi } from 'vitest'
import { Account } from '../../../functions/account/account.ts'
import type { Connection } from '../../../src/contract/wire.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, locationOf, problemOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

async function withTwo() {
  const { account, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  await browser.connect('theo', [HOLDINGS])
  return { account, browser, telecom: await tenantOf(TELECOM), holdings: await tenantOf(HOLDINGS) }
}

const xeroTenants = async () => (await localXero.world()).connections.map(({ tenantId }) => tenantId)

describe('what a browser is told', () => {
  it('goes field by field: what is added for miBilling alone does not reach it', async () => {
    const { account, browser, holdings } = await withTwo()
    const before = Account.prototype.connection
    const secret = { onlyForMibilling: 'hush' }
    vi.spyOn(Account.prototype, 'connection').mockImplementation(async function more(this: Account, patient) {
      const connection = await before.call(this, patient)
      const organisations = connection.organisations.map((each) => ({ ...each, ...secret }))
      const [organisation] = organisations
      return { ...connection, organisations, ...(organisation === undefined ? {} : { organisation }), ...secret }
    })
    expect(await (await service(`/v1/accounts/${account}`)).text()).toContain('hush')
    const calls = [
      ['GET', '/api/connection'],
      ['POST', '/api/connection/check'],
      ['PUT', '/api/connection/organisation', { tenantId: holdings }],
      ['DELETE', `/api/connection/organisations/${holdings}`],
      ['DELETE', '/api/connection'],
    ] as const
    for (const [method, path, body] of calls) {
      const answer = await browser.call(method, path, body)
      expect([method, path, answer.status]).toEqual([method, path, 200])
      expect(await answer.text()).not.toContain('hush')
    }
  })
})

describe('choosing an organisation', () => {
  it('by script answers the connection', async () => {
    const { account, browser, holdings } = await withTwo()
    const answer = await browser.call('PUT', '/api/connection/organisation', { tenantId: holdings })
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as Connection).organisation?.name).toBe(HOLDINGS)
    expect(((await (await tokenOf(account)).json()) as { tenantId: string }).tenantId).toBe(holdings)
  })

  it('refuses one that is not there, and what is no id', async () => {
    const { browser } = await withTwo()
    const foreign = await tenantOf('Karori Books Limited')
    expect((await browser.call('PUT', '/api/connection/organisation', { tenantId: foreign })).status).toBe(404)
    expect((await browser.call('PUT', '/api/connection/organisation', { tenantId: 'x' })).status).toBe(400)
    expect(locationOf(await browser.submit('/api/connection/organisation', {}))).toMatch(/^\/problems\/bad-request\//)
  })
})

describe('disconnecting', () => {
  it('the active one of two leads to a choice, and ends it at Xero alone', async () => {
    const { account, browser, telecom, holdings } = await withTwo()
    const answer = await browser.call('DELETE', `/api/connection/organisations/${telecom}`)
    expect(await answer.json()).toMatchObject({ state: 'choose-organisation', organisations: [{ tenantId: holdings }] })
    expect(await xeroTenants()).toEqual([holdings])
    expect((await tokenOf(account)).status).toBe(409)
  })

  it('all by a form ends all at Xero and forgets the tokens', async () => {
    const { account, browser } = await withTwo()
    expect(locationOf(await browser.submit('/api/connection/disconnect'))).toBe('/connect/connected/')
    expect(await xeroTenants()).toEqual([])
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
    expect((await tokenOf(account)).status).toBe(404)
    expect((await localXero.calls()).map(({ path }) => path)).toContain('/connect/revocation')
  })

  it('leaves alone what another account uses by the same login', async () => {
    const one = await visitor()
    const other = await visitor()
    await one.browser.connect('theo', [TELECOM])
    await other.browser.connect('theo', [HOLDINGS])
    expect((await service(`/v1/accounts/${one.account}`, { method: 'DELETE' })).status).toBe(204)
    expect((await localXero.calls()).map(({ path }) => path)).not.toContain('/connect/revocation')
    expect((await tokenOf(other.account)).status).toBe(200)
    await letPass(1801)
    expect((await tokenOf(other.account)).status).toBe(200)
  })

  it('forgets nothing while Xero does not answer', async () => {
    const { account, browser } = await withTwo()
    await localXero.fault({ method: 'DELETE', path: '/connections/*', status: 503, body: 'down' })
    await localXero.fault({ method: 'GET', path: '/connections', status: 503, body: 'down' })
    const answer = await browser.call('DELETE', '/api/connection')
    expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'xero-unavailable'])
    expect((await connectionOf(account)).organisations).toHaveLength(2)
    await localXero.mend()
    expect((await browser.call('DELETE', '/api/connection')).status).toBe(200)
    expect(await xeroTenants()).toEqual([])
  })

  it('works when the login’s permission is dead, and says that Xero could not be told', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await letPass(61 * 86_400)
    await browser.open(account)
    expect(locationOf(await browser.submit('/api/connection/disconnect'))).toBe('/connect/connected/?told=no')
    expect((await connectionOf(account)).state).toBe('not-connected')
  })
})

describe('a check', () => {
  const check = async (account: string) =>
    (await service(`/v1/accounts/${account}/check`, { method: 'POST' })).json() as Promise<Connection>

  it('finds nothing wrong while nothing is', async () => {
    const { account } = await withTwo()
    expect(await check(account)).toMatchObject({ state: 'connected', organisations: [{}, {}] })
  })

  it('finds a disconnection made in Xero, and its repair', async () => {
    const { account, browser, telecom } = await withTwo()
    await localXero.disconnect('theo', TELECOM)
    expect(await check(account)).toMatchObject({
      state: 'reconnect-required',
      reason: 'disconnected-in-xero',
      organisation: { name: TELECOM },
      organisations: [{ name: HOLDINGS }],
    })
    expect((await tokenOf(account)).status).toBe(409)
    expect(await browser.connect('theo', [TELECOM], telecom)).toBe('/connection/')
    expect(await check(account)).toMatchObject({ state: 'connected', organisation: { tenantId: telecom } })
  })

  it('finds that the person may no longer connect', async () => {
    const { account } = await withTwo()
    await localXero.role('theo', TELECOM, 'Read only')
    expect(await check(account)).toMatchObject({ state: 'reconnect-required', reason: 'access-removed' })
  })

  it('of a missing organisation that is not active just takes it off the list', async () => {
    const { account } = await withTwo()
    await localXero.disconnect('theo', HOLDINGS)
    expect(await check(account)).toMatchObject({ state: 'connected', organisations: [{ name: TELECOM }] })
  })

  it('replaces a token that Xero refuses before its time', async () => {
    const { account } = await withTwo()
    await localXero.advance(1900)
    expect(await check(account)).toMatchObject({ state: 'connected' })
    expect((await localXero.calls()).filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
  })

  it('changes nothing while Xero is out of order', async () => {
    const { account } = await withTwo()
    const before = await connectionOf(account)
    await localXero.fault({ path: '/connections', status: 500, body: 'oops' })
    const answer = await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect(answer.status).toBe(503)
    expect(await connectionOf(account)).toEqual(before)
  })
})

describe('going back to miStable', () => {
  it('tells the state and keeps the query', async () => {
    const { account, browser } = await visitor()
    await browser.open(account, { returnUrl: 'http://localhost:8789/billing?tab=xero&xero=old' })
    expect(locationOf(await browser.go('/api/return'))).toBe('http://localhost:8789/billing?tab=xero&xero=not-connected')
    await browser.connect('theo', [TELECOM])
    expect(locationOf(await browser.go('/api/return'))).toBe('http://localhost:8789/billing?tab=xero&xero=connected')
  })
})
