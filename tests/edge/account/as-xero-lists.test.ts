/** Lists of connections that are odd, and what becomes of an account that is deleted while a person is at Xero. */
import { describe, expect, it, vi } from 'vitest'
import { localXero, tenantOf } from '../local-xero.ts'
import { type Browser, connectionOf, locationOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

interface Row {
  id: string
  authEventId: string
  tenantId: string
  tenantType: string
  tenantName: string | null
  createdDateUtc?: string
}

/** Consents, and has Xero list the connections as `change` would have them. @returns where the callback leads */
async function travelWith(browser: Browser, change: (rows: Row[]) => Row[]): Promise<string> {
  const back = await localXero.consent(await browser.setOff(), 'theo', [TELECOM])
  const { connections, organisations } = (await localXero.world()) as unknown as {
    connections: (Row & { person: string })[]
    organisations: { tenantId: string; name: string }[]
  }
  const rows = connections
    .filter(({ person }) => person === 'theo')
    .map(({ id, authEventId, tenantId }) => ({
      id,
      authEventId,
      tenantId,
      tenantType: 'ORGANISATION',
      tenantName: organisations.find((organisation) => organisation.tenantId === tenantId)?.name ?? null,
    }))
  await localXero.fault({ path: '/connections', status: 200, body: JSON.stringify(change(rows)) })
  return locationOf(await browser.go(back))
}

describe('a list of connections', () => {
  it('that names an organisation twice names one', async () => {
    const { account, browser } = await visitor()
    await travelWith(browser, (rows) => [
      ...rows.map((row) => ({ ...row, id: crypto.randomUUID(), authEventId: crypto.randomUUID() })),
      ...rows,
      ...rows,
    ])
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([TELECOM])
  })

  it('is read alike with ids in capitals, also on the way back to Xero', async () => {
    const { account, browser } = await visitor()
    const loud = ({ id, authEventId, tenantId, ...row }: Row) => ({
      ...row,
      id: id.toUpperCase(),
      authEventId: authEventId.toUpperCase(),
      tenantId: tenantId.toUpperCase(),
    })
    expect(await travelWith(browser, (rows) => rows.map(loud))).toBe('/connect/organisation/')
    const telecom = await tenantOf(TELECOM)
    const pressed = await browser.submit('/api/connection/organisation', { tenantId: telecom.toUpperCase() })
    expect(locationOf(pressed)).toBe('/connect/connected/')
    expect((await connectionOf(account)).organisations).toMatchObject([{ tenantId: telecom }])
    expect((await tokenOf(account)).status).toBe(200)
    await browser.call('DELETE', '/api/connection')
    expect((await localXero.world()).connections).toEqual([])
  })

  it.each([null, '', '   '])('that gives the name %j is shown as having none, and asked again', async (tenantName) => {
    const { account, browser } = await visitor()
    await localXero.fault({ path: '/api.xro/*', status: 503, body: 'down', times: 9 })
    await travelWith(browser, (rows) => rows.map((row) => ({ ...row, tenantName })))
    expect((await connectionOf(account)).organisations).toMatchObject([{ name: '(Xero gave no name yet)' }])
    await localXero.mend()
    await browser.confirmOnly()
    expect((await connectionOf(account)).organisation?.name).toBe(TELECOM)
  })
})

describe('an organisation that was renamed in Xero', () => {
  it('has its new name after the next look', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.connect('theo', [HOLDINGS])
    const holdings = await tenantOf(HOLDINGS)
    const { connections } = (await localXero.world()) as unknown as { connections: Row[] }
    const rows = connections.map((row) => ({
      ...row,
      tenantType: 'ORGANISATION',
      tenantName: row.tenantId === holdings ? 'Acme Group Holdings Pty Ltd' : TELECOM,
      createdDateUtc: undefined,
    }))
    await localXero.fault({ path: '/connections', status: 200, body: JSON.stringify(rows) })
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([TELECOM, 'Acme Group Holdings Pty Ltd'])
  })
})

describe('an account that is deleted while its person is at Xero', () => {
  const remove = (account: string) => service(`/v1/accounts/${account}`, { method: 'DELETE' })
  const xeroTenants = async () => (await localXero.world()).connections

  it('stays deleted: an attempt that was begun before ends nowhere', async () => {
    const { account, browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'theo', [TELECOM])
    expect((await remove(account)).status).toBe(204)
    expect(locationOf(await browser.go(back))).toMatch(/^\/problems\/(attempt-unknown|session-lost)\//)
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
  })

  it('waits for a callback that is under way, then disconnects what it brought', async () => {
    const { account, browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'theo', [TELECOM])
    await localXero.fault({ path: '/connections', delayMs: 600 })
    const arriving = browser.go(back)
    await vi.waitUntil(async () => (await localXero.calls()).some(({ path }) => path === '/connect/token'))
    expect((await remove(account)).status).toBe(204)
    await arriving
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
    expect(await xeroTenants()).toEqual([])
  })

  it('is not deleted while Xero does not say what the callback brought: 503, to be asked again', async () => {
    const { account, browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'theo', [TELECOM])
    await localXero.fault({ path: '/connections', status: 503, body: 'down', times: 9 })
    await browser.go(back)
    expect((await remove(account)).status).toBe(503)
    await localXero.mend()
    expect((await remove(account)).status).toBe(204)
    expect(await xeroTenants()).toEqual([])
  })

  it('cannot be connected by a claim afterwards either', async () => {
    const one = await visitor()
    await one.browser.connect('theo', [TELECOM])
    const other = await visitor()
    await other.browser.travel('theo', [])
    expect((await remove(other.account)).status).toBe(204)
    expect(await other.browser.claim(TELECOM)).toMatch(/^\/problems\/(attempt-unknown|session-lost)\//)
    expect((await connectionOf(other.account)).organisations).toEqual([])
  })
})
