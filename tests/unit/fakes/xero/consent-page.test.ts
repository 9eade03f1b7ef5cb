import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, createBrowser } from './browser.ts'
import { type Caller, startCaller } from './caller.ts'

const LOGIN = '/identity/user/login'
const EMAILS = {
  olivia: 'olivia@riverbank.example.com',
  theo: 'theo@acme.example.com',
  rita: 'rita@riverbank.example.com',
  noah: 'noah@example.com',
}

interface World {
  people: { id: string; totpKey?: string }[]
  organisations: { id: string; tenantId: string }[]
  connections: { id: string }[]
}

let xero: Caller
let browser: Browser
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
  browser = createBrowser(xero.origins)
})

const world = async () => (await (await xero.control('world')).json()) as World
const tenantOf = async (id: string) => (await world()).organisations.find((organisation) => organisation.id === id)?.tenantId ?? ''

/** The code of Theo's app some seconds from now. */

/** Without two-step authentication: as far as the consent page. */
async function arrive(person: keyof typeof EMAILS, change = {}): Promise<void> {
  await browser.open(xero.authorizeUrl(change))
  await browser.submit(LOGIN, { email: EMAILS[person], password: 'anything' })
}

describe('the consent page', () => {
  it('greys what the role forbids, and refuses it when posted by hand', async () => {
    await arrive('rita')
    expect(browser.page).toMatch(
      /disabled[^>]*>\s*<span><strong>Riverbank Plumbing Pty Ltd<\/strong>\s*<small>Read only · your role may not/,
    )
    await browser.submit('/consent', { tenantId: await tenantOf('riverbank-plumbing'), answer: 'allow' })
    expect([browser.status, browser.left]).toEqual([400, undefined])
    expect((await world()).connections).toEqual([])
  })

  it('refuses another person’s organisation', async () => {
    await arrive('olivia')
    await browser.submit('/consent', { tenantId: await tenantOf('acme-telecom'), answer: 'allow' })
    expect(browser.status).toBe(400)
    expect((await world()).connections).toEqual([])
  })

  it('greys what is connected and continues with it', async () => {
    await xero.grant('olivia', ['riverbank-plumbing'])
    await arrive('olivia')
    expect(browser.page).toContain('Adviser · already connected')
    expect(browser.page).not.toContain('Allow access</button>')
    await browser.submit('/consent', { tenantId: await tenantOf('riverbank-plumbing'), answer: 'allow' })
    expect(browser.status).toBe(400)
    expect(browser.page).toContain('Continue with 1 organisation<')
    await browser.submit('/consent', { answer: 'continue' })
    expect(browser.left?.searchParams.has('code')).toBe(true)
    expect((await world()).connections).toHaveLength(1)
  })

  it('wants a choice where there is one', async () => {
    await arrive('olivia')
    await browser.submit('/consent', { answer: 'continue' })
    expect(browser.status).toBe(400)
    await expect(xero.consent('theo', [])).rejects.toThrow('Select an organisation')
  })

  it('takes one organisation in a flow, and several when set so', async () => {
    const both = ['acme-telecom', 'acme-holdings']
    await expect(xero.consent('theo', both)).rejects.toThrow('one organisation only')
    await xero.control('settings', { multiSelect: true })
    await expect(xero.consent('theo', both, { acr_values: 'bulk_connect:false' })).rejects.toThrow('one organisation only')
    const { access_token: token } = await xero.grant('theo', both)
    expect(await xero.connections(token)).toHaveLength(2)
  })

  it('returns access_denied after Cancel, and ends the visit', async () => {
    await arrive('olivia')
    const { page } = browser
    await browser.submit('/consent', { answer: 'cancel' })
    expect(browser.left?.search).toBe('?error=access_denied&state=s1')
    const consentId = /name="consentId" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await browser.open(`${xero.origins.consent}/?consentId=${consentId}`)
    expect(browser.status).toBe(410)
  })

  it('asks for no organisation where no API scope is wanted', async () => {
    await arrive('olivia', { scope: 'openid email' })
    expect(browser.page).not.toContain('Riverbank')
    await browser.submit('/consent', { answer: 'allow' })
    expect(browser.left?.searchParams.has('code')).toBe(true)
  })
})

describe('the limit of connections', () => {
  const limit = (connectionLimit: number | null) => xero.control('settings', { connectionLimit })

  it('shows its page to whoever comes when it is reached, also to reconnect, and sends nobody back', async () => {
    await limit(1)
    await xero.grant('olivia', ['riverbank-plumbing'])
    for (const person of ['rita', 'olivia'] as const) {
      browser = createBrowser(xero.origins)
      await arrive(person)
      expect(browser.address.href).toBe(`${xero.origins.consent}/connectionLimit`)
      expect(browser.page).toContain('has reached their Xero connection limit')
      expect(browser.page).not.toContain('/api/xero/callback')
    }
    await expect(xero.consent('theo', ['acme-telecom'])).rejects.toThrow('connection limit')
    await limit(null)
    expect((await xero.consent('theo', ['acme-telecom'])).searchParams.has('code')).toBe(true)
  })

  it('also stops whoever was on the consent page when it was reached', async () => {
    await arrive('olivia')
    await limit(0)
    await browser.submit('/consent', { tenantId: await tenantOf('riverbank-plumbing'), answer: 'allow' })
    expect(browser.address.pathname).toBe('/connectionLimit')
    expect((await world()).connections).toEqual([])
  })
})
