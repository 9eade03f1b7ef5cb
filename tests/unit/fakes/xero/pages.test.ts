import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../../fakes/xero/two-step.ts'
import { type Browser, createBrowser } from './browser.ts'
import { type Caller, startCaller } from './caller.ts'

const LOGIN = '/identity/user/login'
const CODE = '/identity/user/login/two-factor/authenticate'
const LOGOUT = '/identity/user/logout'
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
const codeShown = () => /aria-label="Code now">(\d{6})</.exec(browser.page)?.[1] ?? ''

/** The code of Theo's app some seconds from now. */
async function codeIn(seconds: number): Promise<string> {
  const key = (await world()).people.find(({ id }) => id === 'theo')?.totpKey ?? ''
  const { now } = (await (await xero.control('clock')).json()) as { now: number }
  return codeAt(key, now + seconds)
}

/** Without two-step authentication: as far as the consent page. */
async function arrive(person: keyof typeof EMAILS, change = {}): Promise<void> {
  await browser.open(xero.authorizeUrl(change))
  await browser.submit(LOGIN, { email: EMAILS[person], password: 'anything' })
}

describe('the login page', () => {
  it('offers the cast and fills in the e-mail address of whoever is chosen', async () => {
    await browser.open(xero.authorizeUrl())
    expect(browser.page.match(/person=\w+/g)).toEqual([
      'person=olivia',
      'person=theo',
      'person=bea',
      'person=rita',
      'person=noah',
      'person=nina',
      'person=max',
      'person=quinn',
      'person=vera',
    ])
    await browser.open(`${LOGIN}?person=theo`)
    expect(browser.page).toContain(`value="${EMAILS.theo}"`)
  })

  it('leads through consent back to the app', async () => {
    await arrive('olivia')
    expect(browser.page).toContain('Riverbank Plumbing Pty Ltd')
    await browser.submit('/consent', { tenantId: await tenantOf('riverbank-plumbing'), answer: 'allow' })
    expect(browser.left?.pathname).toBe('/api/xero/callback')
    expect(browser.left?.searchParams.has('code')).toBe(true)
  })

  it('refuses an unknown login and an empty password', async () => {
    await browser.open(xero.authorizeUrl())
    await browser.submit(LOGIN, { email: 'nobody@example.test', password: 'x' })
    expect([browser.status, browser.page]).toEqual([400, expect.stringContaining('role="alert"')])
    await browser.submit(LOGIN, { email: EMAILS.olivia, password: '' })
    expect(browser.status).toBe(400)
    await browser.open(xero.authorizeUrl())
    expect(browser.page).toContain('<h1>Log in to Xero</h1>')
  })

  it('keeps the client secret to itself', async () => {
    await arrive('olivia')
    expect(browser.page).not.toContain('public-test-client-secret')
  })
})

describe('two-step authentication', () => {
  beforeEach(async () => {
    const { now } = (await (await xero.control('clock')).json()) as { now: number }
    await xero.control('clock', { advanceSeconds: 35 - (now % 30) }) // early in a code's thirty seconds, so that none passes meanwhile
    await browser.open(xero.authorizeUrl())
    await browser.submit(LOGIN, { email: EMAILS.theo, password: 'x' })
  })

  it('takes the code that the page shows for convenience', async () => {
    await browser.submit(CODE, { code: codeShown() })
    expect(browser.page).toContain('Select an organisation')
  })

  it.each([
    [-30, 200],
    [30, 200],
    [-90, 400],
    [90, 400],
  ])('meets the code of %i seconds away with %i', async (seconds, status) => {
    await browser.submit(CODE, { code: await codeIn(seconds) })
    expect(browser.status).toBe(status)
  })

  it('cannot be walked around', async () => {
    const consentId = /name="consentId" value="([^"]+)"/.exec(browser.page)?.[1] ?? ''
    await browser.open(`${xero.origins.consent}/?consentId=${consentId}`)
    expect(browser.address.origin).toBe(xero.origin)
    expect(browser.page).toContain('<h1>Log in to Xero</h1>')
  })

  it('locks after six wrong codes, for two hours', async () => {
    for (let time = 0; time < 6; time += 1) await browser.submit(CODE, { code: await codeIn(3600) })
    expect(browser.page).toContain('locked')
    await browser.submit(CODE, { code: await codeIn(0) })
    expect(browser.status).toBe(400)
    await xero.control('clock', { advanceSeconds: 2 * 3600 })
    await browser.submit(CODE, { code: await codeIn(0) })
    expect(browser.page).toContain('Select an organisation')
  })
})

describe('a browser that is logged in already', () => {
  beforeEach(() => arrive('olivia'))

  it('goes straight to the consent page at its own origin, which says who it is', async () => {
    await browser.open(xero.authorizeUrl())
    expect(browser.page).toMatch(/Olivia Owner.*Not you\?/s)
    const { origin, pathname, searchParams } = browser.address
    expect([origin, pathname, [...searchParams.keys()]]).toEqual([xero.origins.consent, '/', ['consentId', 'returnUrl']])
  })

  it('goes on from a login page that was open in another tab, too', async () => {
    await browser.open(`${xero.origin}/logout`)
    await browser.open(xero.authorizeUrl())
    const waiting = browser.address.href
    await arrive('olivia')
    await browser.open(waiting)
    expect(browser.address.origin).toBe(xero.origins.consent)
  })

  it('changes the login from the consent page', async () => {
    await browser.open(xero.authorizeUrl())
    await browser.submit(xero.origin + LOGOUT)
    expect(browser.page).toContain('<h1>Log in to Xero</h1>')
    await browser.submit(LOGIN, { email: EMAILS.noah, password: 'x' })
    expect(browser.page).toContain('Noah Nobody')
  })

  it('begins at the login page once it is logged out', async () => {
    const consentPage = browser.address.href
    await browser.open(`${xero.origin}/logout`)
    expect(browser.page).toContain('You are logged out')
    await browser.open(consentPage)
    expect(browser.page).toContain('<h1>Log in to Xero</h1>')
    await browser.open(xero.authorizeUrl())
    expect(browser.page).toContain('<h1>Log in to Xero</h1>')
  })

  it('is asked whether to go on as the same person, when set so', async () => {
    await xero.control('settings', { skipLogin: false })
    await browser.open(xero.authorizeUrl())
    expect(browser.page).toContain('Continue as Olivia Owner')
    await browser.open(/href="([^"]*callback[^"]*)"/.exec(browser.page)?.[1] ?? '')
    expect(browser.address.origin).toBe(xero.origins.consent)
  })
})

describe('the four origins', () => {
  it('answer no path of another', async () => {
    const PATHS = {
      login: '/identity/user/login',
      consent: '/connectionLimit',
      identity: '/.well-known/openid-configuration',
      api: '/connections',
    } as const
    for (const [host, path] of Object.entries(PATHS)) {
      const answers = Object.entries(xero.origins).map(async ([name, origin]) => [
        name,
        (await fetch(origin + path)).status !== 404,
      ])
      const answered = (await Promise.all(answers)).filter(([, found]) => found).map(([name]) => name)
      expect(answered).toEqual([host])
    }
  })
})

describe('the connected apps page', () => {
  it('disconnects the app as one does in Xero', async () => {
    await xero.grant('olivia', ['riverbank-plumbing'])
    await browser.open('/connected-apps')
    await browser.submit(LOGIN, { email: EMAILS.olivia, password: 'x' })
    await browser.submit('/connected-apps')
    expect(browser.page).toContain('No app is connected')
    expect((await world()).connections).toEqual([])
  })
})
