/** A token that Xero refuses before its time, a refusal that lasts, and one that does not. */
import { describe, expect, it } from 'vitest'
import { localXero, tenantOf } from '../local-xero.ts'
import { connectionOf, locationOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const FORBIDDEN = { status: 403, body: '{"Title":"Forbidden"}' }
const UNAUTHORISED = { status: 401, body: '{"Title":"Unauthorized"}' }
const OVER = { path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 9 }

async function connected(organisations: readonly string[] = [TELECOM]) {
  const { account, browser } = await visitor()
  for (const organisation of organisations) await browser.connect('theo', [organisation])
  await connectionOf(account)
  await localXero.forgetCalls()
  return { account, browser }
}

const refreshes = async () => (await localXero.calls()).filter(({ grantType }) => grantType === 'refresh_token').length
const xeroTenants = async () => (await localXero.world()).connections.map(({ tenantId }) => tenantId)
const check = (account: string) => service(`/v1/accounts/${account}/check`, { method: 'POST' })

describe('a token that Xero refuses before its time', () => {
  it.each([
    ['DELETE', '/connections/*'],
    ['GET', '/connections'],
  ])('at %s %s is renewed once, and the disconnect goes on', async (method, path) => {
    const { account } = await connected()
    await localXero.fault({ method, path, ...UNAUTHORISED })
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    expect(await refreshes()).toBe(1)
    expect(await xeroTenants()).toEqual([])
  })

  it.each(['/connections', '/api.xro/2.0/Organisation'])('at GET %s is renewed once, and the check goes on', async (path) => {
    const { account } = await connected()
    await localXero.fault({ method: 'GET', path, ...UNAUTHORISED })
    const answer = await check(account)
    expect([answer.status, ((await answer.json()) as { state: string }).state]).toEqual([200, 'connected'])
    expect(await refreshes()).toBe(1)
  })

  it('because the grant is over counts as disconnected, and the page says that Xero could not be told', async () => {
    const { account, browser } = await connected()
    await localXero.fault({ path: '/connections*', ...UNAUTHORISED, times: 9 })
    await localXero.fault(OVER)
    expect(locationOf(await browser.submit('/api/connection/disconnect'))).toBe('/connect/connected/?told=no')
    expect((await connectionOf(account)).state).toBe('not-connected')
  })

  it.each(['/connections', '/api.xro/2.0/Organisation'])('at GET %s because the grant is over is told at once', async (path) => {
    const { account } = await connected()
    await localXero.fault({ method: 'GET', path, ...UNAUTHORISED, times: 9 })
    await localXero.fault(OVER)
    expect(await (await check(account)).json()).toMatchObject({ state: 'reconnect-required', reason: 'revoked' })
  })
})

describe('a disconnect that Xero refuses', () => {
  it('for a while forgets nothing; refused again and again it is done here, and the page says so', async () => {
    const { account, browser } = await connected([TELECOM, HOLDINGS])
    const telecom = await tenantOf(TELECOM)
    await localXero.fault({ method: 'DELETE', path: '/connections/*', ...FORBIDDEN, times: 99 })
    const press = async () => locationOf(await browser.submit(`/api/connection/organisations/${telecom}/disconnect`))
    expect(await press()).toMatch(/^\/problems\/xero-unavailable\//)
    expect(await press()).toMatch(/^\/problems\/xero-unavailable\//)
    expect((await connectionOf(account)).organisations).toHaveLength(2)
    expect(await press()).toBe('/connect/connected/?told=no')
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([HOLDINGS])
  })

  it('of the last organisation gives the grant back all the same', async () => {
    const { account } = await connected()
    await localXero.fault({ method: 'DELETE', path: '/connections/*', ...FORBIDDEN, times: 99 })
    const end = async () => (await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status
    expect([await end(), await end(), await end()]).toEqual([503, 503, 204])
    expect((await localXero.calls()).map(({ path }) => path)).toContain('/connect/revocation')
    expect((await tokenOf(account)).status).toBe(404)
  })

  it('by its firewall is trouble that passes, however long it lasts', async () => {
    const { account } = await connected()
    await localXero.fault({ method: 'DELETE', path: '/connections/*', status: 403, times: 99 })
    for (let tries = 0; tries < 5; tries += 1)
      expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(503)
    await localXero.mend()
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    expect(await xeroTenants()).toEqual([])
  })
})

describe('just after a consent', () => {
  it('one 401 of the list is asked again', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/connections', ...UNAUTHORISED })
    expect(await browser.connect('theo', [TELECOM])).toBe('/connect/connected/')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('a 401 of the list that lasts means that scopes are missing', async () => {
    const { browser } = await visitor()
    await localXero.fault({ path: '/connections', ...UNAUTHORISED, times: 9 })
    expect(await browser.connect('theo', [TELECOM])).toMatch(/^\/problems\/scopes-missing\//)
  })

  it('one 403 of the organisation is asked again', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/api.xro/2.0/Organisation', ...FORBIDDEN })
    await browser.connect('theo', [TELECOM])
    expect(await connectionOf(account)).toMatchObject({ state: 'connected', organisation: { countryCode: 'AU' } })
  })

  it('a 403 of the organisation that lasts is believed', async () => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/api.xro/2.0/Organisation', ...FORBIDDEN, times: 9 })
    await browser.connect('theo', [TELECOM])
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'access-removed' })
  })
})
