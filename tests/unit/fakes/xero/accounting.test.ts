import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, type Caller, startCaller } from './caller.ts'

const FORBIDDEN = { status: 403, body: { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' } }

let xero: Caller
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
})

/** Connects and gives a call of the organisation's own. */
async function connectTo(person: string, organisation: string) {
  const { access_token: token } = await xero.grant(person, [organisation])
  const [row] = await xero.connections(token)
  const tenantId = row?.tenantId ?? ''
  const get = (path = 'Organisation', headers = {}) =>
    xero.api(`/api.xro/2.0/${path}`, token, { 'xero-tenant-id': tenantId, ...headers })
  return { token, tenantId, get }
}

describe('Organisation', () => {
  it.each([
    ['theo', 'Acme Telecom NZ Limited', { CountryCode: 'NZ', BaseCurrency: 'NZD', IsDemoCompany: false }],
    ['theo', 'Demo Company (AU)', { CountryCode: 'AU', BaseCurrency: 'AUD', IsDemoCompany: true, Class: 'DEMO' }],
    ['bea', 'Jacaranda Weddings Pty Ltd', { Class: 'TRIAL' }],
    ['bea', 'Penrose Dental Practice Ltd', { CountryCode: 'GB', Version: 'UK', BaseCurrency: 'GBP' }],
  ])('describes what %s connected: %s', async (person, name, fields) => {
    const { get, tenantId } = await connectTo(person, name)
    const answer = await get()
    expect(answer.headers.get('x-minlimit-remaining')).toBe('59')
    expect(await answer.json()).toMatchObject({
      Status: 'OK',
      Organisations: [{ OrganisationID: tenantId, Name: name, ...fields }],
    })
  })

  it('says what the plan allows', async () => {
    const { get } = await connectTo('olivia', 'riverbank-plumbing')
    const { Actions } = (await (await get('Organisation/Actions')).json()) as { Actions: unknown[] }
    expect(Actions).toContainEqual({ Name: 'CreateApprovedInvoice', Status: 'ALLOWED' })
    expect(Actions).toContainEqual({ Name: 'UseMulticurrency', Status: 'NOT-ALLOWED' })
  })

  it.each([
    ['Adviser', 'ALLOWED', 'ALLOWED'],
    ['Standard', 'ALLOWED', 'ALLOWED'],
    ['Drafts only', 'ALLOWED', 'NOT-ALLOWED'],
    ['Administrator', 'NOT-ALLOWED', 'NOT-ALLOWED'],
  ])('says what the role %s allows', async (role, draft, approved) => {
    const { get } = await connectTo('olivia', 'riverbank-plumbing')
    await xero.control('role', { person: 'olivia', organisation: 'riverbank-plumbing', role })
    const { Actions } = (await (await get('Organisation/Actions')).json()) as { Actions: unknown[] }
    expect(Actions).toContainEqual({ Name: 'CreateDraftInvoice', Status: draft })
    expect(Actions).toContainEqual({ Name: 'CreateApprovedInvoice', Status: approved })
  })

  it('says what control has changed in the books', async () => {
    const { get } = await connectTo('olivia', 'riverbank-plumbing')
    await xero.control('books', {
      organisation: 'riverbank-plumbing',
      class: 'ULTRA',
      edition: 'PARTNER',
      status: 'SUSPENDED',
      periodLockDate: '2026-06-30',
      createdDate: '2026-11-01',
      actions: { CreateInvoicePayment: 'ALLOWED', AttachFilesIntoInvoice: null },
    })
    const { Organisations } = (await (await get()).json()) as { Organisations: object[] }
    expect(Organisations).toMatchObject([
      {
        Class: 'ULTRA',
        Edition: 'PARTNER',
        OrganisationStatus: 'SUSPENDED',
        PeriodLockDate: '/Date(1782777600000+0000)/',
        CreatedDateUTC: '/Date(1793491200000+0000)/',
      },
    ])
    expect(Organisations[0]).not.toHaveProperty('EndOfYearLockDate')
    const { Actions } = (await (await get('Organisation/Actions')).json()) as { Actions: unknown[] }
    expect(Actions).toEqual([
      { Name: 'CreateDraftInvoice', Status: 'NOT-ALLOWED' },
      { Name: 'CreateApprovedInvoice', Status: 'NOT-ALLOWED' },
      { Name: 'CreateInvoicePayment', Status: 'ALLOWED' },
      { Name: 'UseMulticurrency', Status: 'ALLOWED' },
    ])
    expect((await xero.control('books', { organisation: 'riverbank-plumbing', periodLockDate: 'soon' })).status).toBe(400)
  })

  it('lists invoices in the organisation’s currency, for the scope of invoices alone', async () => {
    const { get } = await connectTo('theo', 'Acme Telecom NZ Limited')
    const { Invoices } = (await (await get('Invoices')).json()) as { Invoices: unknown[] }
    expect(Invoices).toContainEqual(
      expect.objectContaining({ CurrencyCode: 'NZD', Contact: { Name: 'Kew Strata' }, Status: 'AUTHORISED' }),
    )
    const { access_token: token } = await xero.grant('olivia', ['riverbank-plumbing'], { scope: 'accounting.settings' })
    expect((await xero.api('/api.xro/2.0/Invoices', token)).headers.get('www-authenticate')).toContain('insufficient_scope')
  })

  it('refuses a missing tenant, a stranger’s and one that is not connected', async () => {
    const { token, tenantId } = await connectTo('olivia', 'riverbank-plumbing')
    const stranger = await xero.grant('noah')
    const get = async (bearer: string, headers = {}) => answerOf(await xero.api('/api.xro/2.0/Organisation', bearer, headers))
    expect(await get(token)).toMatchObject(FORBIDDEN)
    expect(await get(token, { 'xero-tenant-id': crypto.randomUUID() })).toMatchObject(FORBIDDEN)
    expect(await get(stranger.access_token, { 'xero-tenant-id': tenantId })).toMatchObject(FORBIDDEN)
  })

  it('wants accounting.settings', async () => {
    const { access_token: token } = await xero.grant('olivia', ['riverbank-plumbing'], { scope: 'accounting.contacts' })
    const answer = await xero.api('/api.xro/2.0/Organisation', token)
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope')
    expect(await answerOf(answer)).toMatchObject({ status: 401, body: { Detail: 'AuthorizationUnsuccessful' } })
  })

  it('wants JSON to be asked for', async () => {
    const { get } = await connectTo('olivia', 'riverbank-plumbing')
    expect((await get('Organisation', { accept: '*/*' })).status).toBe(406)
  })

  it('counts calls and names the limit that is reached', async () => {
    await xero.control('settings', { minuteLimit: 2 })
    const { get } = await connectTo('olivia', 'riverbank-plumbing')
    await get()
    await get()
    const refused = await get()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('x-rate-limit-problem')).toBe('minute')
    const retryAfterSeconds = Number(refused.headers.get('retry-after'))
    expect(retryAfterSeconds).toBeGreaterThan(0)
    await xero.control('clock', { advanceSeconds: retryAfterSeconds })
    expect((await get()).status).toBe(200)
  })
})

describe('an organisation that changes', () => {
  it('answers 503 while offline, and stays connected', async () => {
    const { get, token } = await connectTo('olivia', 'riverbank-plumbing')
    await xero.control('organisation', { organisation: 'riverbank-plumbing', status: 'offline' })
    expect((await get()).status).toBe(503)
    expect(await xero.connections(token)).toHaveLength(1)
    await xero.control('organisation', { organisation: 'riverbank-plumbing', status: 'active' })
    expect((await get()).status).toBe(200)
  })

  it('is gone once it has ended', async () => {
    const { get, token } = await connectTo('bea', 'jacaranda-weddings')
    await xero.control('organisation', { organisation: 'jacaranda-weddings', status: 'ended' })
    expect(await answerOf(await get())).toMatchObject(FORBIDDEN)
    expect(await xero.connections(token)).toEqual([])
    await expect(xero.consent('bea', ['jacaranda-weddings'])).rejects.toThrow('no such organisation')
  })

  it('is another tenant after a demo reset', async () => {
    const { get, tenantId } = await connectTo('theo', 'Demo Company (AU)')
    const answer = await xero.control('organisation', { organisation: 'Demo Company (AU)', status: 'demo-reset' })
    expect(await answer.json()).not.toEqual({ tenantId })
    expect(await answerOf(await get())).toMatchObject(FORBIDDEN)
    const { get: getNew } = await connectTo('theo', 'Demo Company (AU)')
    expect((await getNew()).status).toBe(200)
  })

  it.each([
    ['Read only', 1],
    [null, 0],
  ])('is refused to a person whose role became %s', async (role, rows) => {
    const { get, token } = await connectTo('olivia', 'riverbank-plumbing')
    await xero.control('role', { person: 'olivia', organisation: 'riverbank-plumbing', role })
    expect(await answerOf(await get())).toMatchObject(FORBIDDEN)
    expect(await xero.connections(token)).toHaveLength(rows)
  })

  it('refuses after a disconnect in Xero, while the refresh token lives', async () => {
    const { get } = await connectTo('olivia', 'riverbank-plumbing')
    expect((await xero.control('disconnect', { person: 'rita', organisation: 'riverbank-plumbing' })).status).toBe(400)
    expect((await xero.control('disconnect', { person: 'olivia', organisation: 'riverbank-plumbing' })).status).toBe(204)
    expect(await answerOf(await get())).toMatchObject(FORBIDDEN)
  })
})
