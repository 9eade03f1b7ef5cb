import { describe, expect, it } from 'vitest'
import { localXero, tenantOf } from './local-xero.ts'
import { Browser, connectionOf, locationOf, problemOf, service, tokenOf, visitor } from './people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

describe('a first connection', () => {
  it('waits for the press that confirms even the only organisation: until then no token, and miBilling is told nothing', async () => {
    const { account, browser } = await visitor()
    expect(await browser.travel('olivia', ['Riverbank Plumbing Pty Ltd'])).toBe('/connect/organisation/')
    expect(await connectionOf(account)).toMatchObject({
      state: 'choose-organisation',
      organisations: [{ name: 'Riverbank Plumbing Pty Ltd' }],
      authorisedBy: { name: 'Olivia Owner' },
    })
    const refused = await tokenOf(account)
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'organisation-not-chosen'])
    const { webhooks } = (await (await service(`/v1/accounts/${account}/webhooks`)).json()) as { webhooks: unknown[] }
    expect(webhooks).toEqual([])
  })

  it('comes about with the press', async () => {
    const { account, browser } = await visitor()
    expect(await browser.connect('olivia', ['Riverbank Plumbing Pty Ltd'])).toBe('/connect/connected/')
    const { webhooks } = (await (await service(`/v1/accounts/${account}/webhooks`)).json()) as { webhooks: { type: string }[] }
    expect(webhooks.map(({ type }) => type)).toEqual(['connection.organisation-chosen', 'connection.connected'])
    expect(await connectionOf(account)).toMatchObject({
      account,
      state: 'connected',
      organisation: { name: 'Riverbank Plumbing Pty Ltd', countryCode: 'AU', currency: 'AUD' },
      organisations: [{ name: 'Riverbank Plumbing Pty Ltd' }],
      authorisedBy: { name: 'Olivia Owner', email: 'olivia@riverbank.example.com' },
    })
  })

  it('costs two calls to Xero between callback and redirect', async () => {
    const { browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'olivia', ['Riverbank Plumbing Pty Ltd'])
    await localXero.forgetCalls()
    await localXero.fault({ path: '/api.xro/*', delayMs: 500 })
    await browser.go(back)
    const calls = (await localXero.calls()).filter(({ path }) => !path.startsWith('/api.xro/'))
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /connect/token', 'GET /connections'])
    expect(calls.every(({ userAgent }) => userAgent?.startsWith('miBilling-Xero-Connect/'))).toBe(true)
  })

  it('gives miBilling a token that Xero takes for that organisation', async () => {
    const { account, browser } = await visitor()
    await browser.connect('olivia', ['Riverbank Plumbing Pty Ltd'])
    const answer = await tokenOf(account)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ tokenType: 'Bearer', organisation: { name: 'Riverbank Plumbing Pty Ltd' } })
  })
})

describe('“This is not my account”', () => {
  it('disconnects at Xero and forgets', async () => {
    const { account, browser } = await visitor()
    await browser.travel('olivia', ['Riverbank Plumbing Pty Ltd'])
    expect(locationOf(await browser.submit('/api/connection/not-mine'))).toBe('/problems/wrong-business/')
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
    expect((await localXero.world()).connections).toEqual([])
  })
})

describe('the organisations of a consent', () => {
  it('are found by their event, wherever they stand in the list', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [HOLDINGS])
    await browser.connect('theo', [TELECOM])
    const { organisations } = await connectionOf(account)
    expect(organisations.map(({ name }) => name)).toEqual([HOLDINGS, TELECOM])
  })

  it('are asked for by event where the rows do not name it', async () => {
    await localXero.set({ omitAuthEventId: true })
    const { account, browser } = await visitor()
    expect(await browser.connect('theo', [TELECOM])).toBe('/connect/connected/')
    expect((await connectionOf(account)).organisation?.name).toBe(TELECOM)
  })

  it('wait for the person to choose when there are several', async () => {
    await localXero.set({ multiSelect: true })
    const { account, browser } = await visitor()
    expect(await browser.connect('theo', [TELECOM, HOLDINGS])).toBe('/connect/organisation/')
    expect((await connectionOf(account)).state).toBe('choose-organisation')
    expect((await tokenOf(account)).status).toBe(409)
    const tenantId = await tenantOf(HOLDINGS)
    expect(locationOf(await browser.submit('/api/connection/organisation', { tenantId }))).toBe('/connect/connected/')
    expect((await connectionOf(account)).organisation?.name).toBe(HOLDINGS)
  })

  it('of a second consent are added and change nothing else', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    expect(await browser.connect('theo', [HOLDINGS])).toBe('/connect/organisation/')
    expect((await connectionOf(account)).organisation?.name).toBe(TELECOM)
  })

  it('fall back to what the account had when nothing new was picked', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    expect(await browser.connect('theo', [])).toBe('/connect/organisation/?new=none')
    expect((await connectionOf(account)).organisations).toHaveLength(1)
  })

  it('of other accounts are never shown', async () => {
    const one = await visitor()
    const other = await visitor()
    await one.browser.connect('bea', ['Banksia Café Pty Ltd'])
    await other.browser.connect('bea', ['Karori Books Limited'])
    expect((await connectionOf(one.account)).organisations.map(({ name }) => name)).toEqual(['Banksia Café Pty Ltd'])
    expect((await connectionOf(other.account)).organisations.map(({ name }) => name)).toEqual(['Karori Books Limited'])
    const third = await visitor()
    expect(await third.browser.connect('bea', [])).toMatch(/^\/problems\/no-organisation\/\?ref=[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect((await connectionOf(third.account)).organisations).toEqual([])
    const theirs = await tenantOf('Banksia Café Pty Ltd')
    expect((await third.browser.call('PUT', '/api/connection/organisation', { tenantId: theirs })).status).toBe(404)
  })
})

describe('an attempt', () => {
  it('shows the same result to a second arrival, and to two at once', async () => {
    const { browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'olivia', ['Riverbank Plumbing Pty Ltd'])
    const both = await Promise.all([browser.go(back), browser.go(back)])
    expect(both.map(locationOf)).toEqual(['/connect/organisation/', '/connect/organisation/'])
    expect(locationOf(await browser.go(back))).toBe('/connect/organisation/')
    expect((await localXero.calls()).filter(({ grantType }) => grantType === 'authorization_code')).toHaveLength(1)
  })

  it('shows the same problem, support code included, to a second arrival', async () => {
    const { browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'olivia', [], true)
    const first = locationOf(await browser.go(back))
    expect(first).toMatch(/^\/problems\/cancelled\//)
    expect(locationOf(await browser.go(back))).toBe(first)
  })

  it('in one tab does not disturb another, nor does a second link for the same account', async () => {
    const { account, browser } = await visitor()
    const first = await browser.setOff()
    const second = await browser.setOff()
    await browser.open(account)
    expect(locationOf(await browser.go(await localXero.consent(second, 'theo', [HOLDINGS])))).toBe('/connect/organisation/')
    expect(locationOf(await browser.go(await localXero.consent(first, 'theo', [TELECOM])))).toBe('/connect/organisation/')
    expect((await connectionOf(account)).organisations).toHaveLength(2)
  })

  it('belongs to the session that began it', async () => {
    const { account, browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'olivia', ['Riverbank Plumbing Pty Ltd'])
    const stranger = await visitor(account)
    expect(locationOf(await stranger.browser.go(back))).toMatch(/^\/problems\/attempt-unknown\//)
    expect(locationOf(await new Browser().go(back))).toMatch(/^\/problems\/session-lost\//)
    expect(locationOf(await browser.go(back))).toBe('/connect/organisation/')
  })

  it.each([
    ['consent-expired', () => localXero.advance(301)],
    ['scopes-missing', () => localXero.set({ grantScopes: ['openid', 'profile', 'email', 'offline_access'] })],
    ['scopes-missing', () => localXero.set({ withholdRefreshToken: true })],
    ['attempt-unknown', () => localXero.set({ omitNonce: true })],
    ['our-settings', () => localXero.set({ clientSecret: 'another' })],
    ['xero-unavailable', () => localXero.fault({ path: '/connect/token', status: 403 })],
    ['xero-unavailable', () => localXero.fault({ path: '/connect/token', status: 200, body: '{"nonsense":true}' })],
    ['xero-unavailable', () => localXero.fault({ path: '/connections', status: 503, body: 'Service Unavailable' })],
  ])('that fails says so as %s and leaves the account as it was', async (code, trouble) => {
    const { account, browser } = await visitor()
    const url = await browser.setOff()
    if (code === 'scopes-missing') await trouble()
    if (code === 'attempt-unknown') await trouble()
    const back = await localXero.consent(url, 'olivia', ['Riverbank Plumbing Pty Ltd'])
    await trouble()
    expect(locationOf(await browser.go(back))).toMatch(new RegExp(`^/problems/${code}/`))
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
  })
})
