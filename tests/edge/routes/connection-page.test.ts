import { describe, expect, it, vi } from 'vitest'
import { fill } from '../filled.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { Browser, connectionOf, locationOf, newAccount, service, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const PAGE = '/connection/'

const STATES =
  '{{#connection.connected}}connected{{/connection.connected}}{{#connection.reconnect}}reconnect{{/connection.reconnect}}{{#connection.choosing}}choosing{{/connection.choosing}}{{#connection.notConnected}}off{{/connection.notConnected}}'
const NEWS =
  '{{#yours.news.connected}}just connected{{/yours.news.connected}}{{#yours.news.reconnected}}reconnected{{/yours.news.reconnected}}{{^yours.news}}no news{{/yours.news}}'
const CHECK =
  '{{#yours.check}}{{#answered}}answered{{/answered}}{{#xero}}unanswered{{/xero}} {{moment.full}}{{/yours.check}}{{^yours.check}}not asked{{/yours.check}}'
const EVENTS =
  '{{#yours.events}}{{#recent}}[{{type}} {{#person}}by {{person}}{{/person}}{{#byProgram}}by a program{{/byProgram}} {{sign}}]{{/recent}}{{/yours.events}}'

const shown = (browser: Browser, template: string, page = PAGE) => fill(page, template, { cookies: browser.jar.header })

async function connected(organisations = [TELECOM]) {
  const { account, browser } = await visitor()
  for (const organisation of organisations) {
    await browser.connect('theo', [organisation])
    await letPass(5)
  }
  return { account, browser, tenantId: await tenantOf(organisations[0] ?? '') }
}

describe('the page of the connection', () => {
  it('knows nothing without a session', async () => {
    await connected()
    expect(await shown(new Browser(), `${STATES}{{^session}}unknown{{/session}}{{^yours}}, nothing about anyone{{/yours}}`)).toBe(
      'unknown, nothing about anyone',
    )
  })

  it('is of the current account alone', async () => {
    const { browser } = await connected()
    const other = newAccount()
    await browser.open(other)
    expect(
      await shown(
        browser,
        `{{session.account}} ${STATES} {{connection.organisation.name}}{{#yours.events}}events{{/yours.events}}`,
      ),
    ).toBe(`${other} off `)
  })

  it('is not asked for on any other page', async () => {
    const { browser } = await connected()
    expect(await shown(browser, '{{^yours}}nothing{{/yours}}', '/connect/connected/')).toBe('nothing')
  })

  it('says for a quarter of an hour that it was just connected', async () => {
    const { browser } = await connected()
    await browser.call('POST', '/api/connection/check')
    expect(await shown(browser, NEWS)).toBe('just connected')
    await letPass(901)
    expect(await shown(browser, NEWS)).toBe('no news')
  })

  it('says when we look next, and until when it lives at least', async () => {
    const { browser } = await connected()
    const [next = '', until = ''] = (await shown(browser, '{{yours.nextLook.iso}}|{{yours.until}}')).split('|')
    const inHours = (Date.parse(next) - Date.now()) / 3_600_000
    expect(inHours).toBeGreaterThan(1.9)
    expect(inHours).toBeLessThan(26.5)
    expect(until).toMatch(/^\d{1,2} \w+ \d{4}$/)
  })

  it('lists every organisation that is still authorised, one chosen by mistake as well', async () => {
    const { browser, tenantId } = await connected([TELECOM])
    await browser.travel('theo', [HOLDINGS], tenantId)
    expect(
      await shown(
        browser,
        '{{#connection.organisations}}[{{name}}]{{/connection.organisations}}{{#aside}}aside: {{name}}{{/aside}}',
      ),
    ).toBe(`[${TELECOM}]aside: ${HOLDINGS}`)
  })

  it('has what miBilling may do from the settings, and shows a scope that it has no words for', async () => {
    const { browser } = await connected()
    const template =
      '{{#yours.permissions.may.invoices}}invoices{{/yours.permissions.may.invoices}}{{#yours.permissions.others}} {{.}}{{/yours.permissions.others}}'
    expect(await shown(browser, template)).toBe('invoices')
    const settings = { XERO_SCOPES: 'openid offline_access accounting.payments' }
    expect(await fill(PAGE, template, { cookies: browser.jar.header, settings })).toBe(' accounting.payments')
  })

  it('tells events with who did them, by name or as a program', async () => {
    const { account, browser } = await visitor()
    await browser.open(account, { user: 'Theo Tran' })
    await browser.connect('theo', [TELECOM])
    await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    await browser.open(account, { user: 'Theo Tran' })
    const events = await shown(browser, EVENTS)
    expect(events).toContain('[organisation.disconnected by a program ]')
    expect(events).toContain('[organisation.chosen by Theo Tran ]')
    expect(events).toContain('[connection.connected  is-proved]')
    // Says nothing that the choice itself doesn't.
    expect(events).not.toContain('[connection.organisation-chosen')
  })

  it('unfolds the link for someone else when it is what readers come for', async () => {
    const { account, browser } = await connected()
    const unfolded = () => shown(browser, '{{#handover.unfolded}}open{{/handover.unfolded}}')
    expect(await unfolded()).toBe('')
    await localXero.disconnect('theo', TELECOM)
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect(await unfolded()).toBe('open')
  })
})

describe('a check, on the page', () => {
  it('is shown for a minute', async () => {
    const { browser } = await connected()
    expect(await shown(browser, CHECK)).toBe('not asked')
    await browser.submit('/api/connection/check')
    expect(await shown(browser, CHECK)).toMatch(/^answered \d{1,2} \w+ \d{4} at /)
    await letPass(61)
    expect(await shown(browser, CHECK)).toBe('not asked')
  })

  it('that Xero did not answer is said, and the state stays', async () => {
    const { browser } = await connected()
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    await browser.submit('/api/connection/check')
    expect(await shown(browser, `${CHECK} ${STATES}`)).toMatch(/^unanswered .* connected$/)
  })

  it('is said to be under way while it is', async () => {
    const { browser } = await connected()
    await localXero.fault({ path: '/connections', delayMs: 800 })
    const checking = browser.call('POST', '/api/connection/check')
    const isLooking = () => shown(browser, '{{#yours.looking}}looking{{/yours.looking}}')
    await vi.waitFor(async () => expect(await isLooking()).toBe('looking'))
    await checking
    expect(await isLooking()).toBe('')
  })
})

describe('a connection in trouble', () => {
  it('says since when Xero has not answered its login', async () => {
    const { account, browser } = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 503, body: 'down', times: 20 })
    await service(`/v1/accounts/${account}/access-token`)
    await browser.open(account)
    expect(
      await shown(browser, `${STATES} {{#yours.trouble}}{{#xero}}Xero is silent{{/xero}} {{since.full}}{{/yours.trouble}}`),
    ).toMatch(/^connected Xero is silent \d{1,2} \w+ \d{4}/)
  })

  it('says which organisation is being disconnected while Xero keeps us waiting', async () => {
    const { browser } = await connected()
    await localXero.fault({ method: 'DELETE', path: '/connections/*', delayMs: 800 })
    const ending = browser.submit('/api/connection/disconnect', { page: 'connection' })
    const names = () => shown(browser, '{{#yours.ending}}{{names}}{{/yours.ending}}')
    await vi.waitFor(async () => expect(await names()).toBe(TELECOM))
    expect(locationOf(await ending)).toBe(PAGE)
    expect(await names()).toBe('')
  })

  it('says when access was lost, and whether Xero still lists it', async () => {
    const { account, browser } = await connected()
    // Its details have been read by then: else Xero's refusal of that reading may come first, and be the reason.
    await connectionOf(account)
    await localXero.disconnect('theo', TELECOM)
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    const lost = `${STATES} {{#connection.reason.disconnectedInXero}}by someone{{/connection.reason.disconnectedInXero}} {{#yours.stillListed}}listed {{/yours.stillListed}}{{yours.lost.full}}`
    expect(await shown(browser, lost)).toMatch(/^reconnect by someone \d{1,2} \w+ \d{4}/)
  })
})

describe('forms of the page', () => {
  it('come back to it: switching, removing one, disconnecting', async () => {
    const { account, browser } = await connected([TELECOM, HOLDINGS])
    const holdings = await tenantOf(HOLDINGS)
    const page = { page: 'connection' }
    expect(locationOf(await browser.submit('/api/connection/organisation', { tenantId: holdings, ...page }))).toBe(PAGE)
    expect((await connectionOf(account)).organisation?.name).toBe(HOLDINGS)
    const telecom = await tenantOf(TELECOM)
    expect(locationOf(await browser.submit(`/api/connection/organisations/${telecom}/disconnect`, page))).toBe(PAGE)
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([HOLDINGS])
    expect(locationOf(await browser.submit('/api/connection/disconnect', { ...page, locale: 'zh-hans' }))).toBe(PAGE)
    expect(await shown(browser, '{{#ended}}{{names}}{{#told}}, Xero has confirmed it{{/told}}{{/ended}}')).toContain(
      'Xero has confirmed it',
    )
  })
})

describe('a reconnection', () => {
  const lost = async () => {
    const own = await connected()
    await localXero.disconnect('theo', TELECOM)
    await own.browser.call('POST', '/api/connection/check')
    return own
  }

  it('by one press comes back to the page, which says that nothing else changed', async () => {
    const { account, browser, tenantId } = await lost()
    expect(await browser.travel('theo', [TELECOM], tenantId)).toBe(PAGE)
    expect(await shown(browser, `${STATES}, ${NEWS}`)).toBe('connected, reconnected')
    expect((await connectionOf(account)).organisation?.tenantId).toBe(tenantId)
    await letPass(901)
    expect(await shown(browser, NEWS)).toBe('no news')
  })

  it('of a connection that a colleague has repaired meanwhile sends nobody to Xero', async () => {
    const { account, browser, tenantId } = await lost()
    const colleague = new Browser()
    await colleague.open(account)
    expect(await colleague.travel('theo', [TELECOM], tenantId)).toBe(PAGE)
    await localXero.forgetCalls()
    const answer = await browser.submit('/api/xero/authorize', { organisation: tenantId, repair: 'yes', locale: 'zh-hans' })
    expect(locationOf(answer)).toBe('/zh-hans/connection/?repaired=already')
    expect(await localXero.calls()).toEqual([])
    expect(await shown(browser, '{{#yours.repaired}}repaired already{{/yours.repaired}}', `${PAGE}?repaired=already`)).toBe(
      'repaired already',
    )
  })

  it('of a working connection that a person wants to renew does go to Xero', async () => {
    const { browser, tenantId } = await connected()
    expect(await browser.setOff(tenantId)).toMatch(/^http:\/\/localhost:\d+\/identity\/connect\/authorize\?/)
  })

  it.each([
    ['another organisation', [HOLDINGS], false, 'wrong-organisation'],
    ['a cancel', [], true, 'cancelled'],
  ] as const)('that ends with %s leaves the connection as it was', async (_, organisations, cancel, code) => {
    const { account, browser, tenantId } = await lost()
    const before = await connectionOf(account)
    const back = await localXero.consent(await browser.setOff(tenantId), 'theo', organisations, cancel)
    expect(locationOf(await browser.go(back))).toMatch(new RegExp(`^/problems/${code}/`))
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', organisation: before.organisation })
  })

  it('that ends with nothing new leaves the connection as it was', async () => {
    const { account, browser, tenantId } = await lost()
    const other = await visitor()
    await other.browser.connect('theo', [HOLDINGS])
    const before = await connectionOf(account)
    expect(await browser.travel('theo', [], tenantId)).toMatch(/^\/problems\/no-organisation\//)
    expect(await connectionOf(account)).toEqual(before)
  })
})
