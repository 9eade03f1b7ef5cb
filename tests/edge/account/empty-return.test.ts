/** A person who came back from Xero without an organisation: what the page says to them, and to nobody else. */
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { fill } from '../filled.ts'
import { letPass, localXero } from '../local-xero.ts'
import { Browser, locationOf, newAccount, service, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const NOAH = 'Noah Nobody noah@example.com'
const PLAIN = 'nobody, for any reason'

const WHY = ['none-listed', 'none-new', 'unclear']
const TEMPLATE = [
  '{{#emptyReturn.login}}{{name}} {{email}}{{/emptyReturn.login}}{{^emptyReturn.login}}nobody{{/emptyReturn.login}}, ',
  '{{^emptyReturn.why}}for any reason{{/emptyReturn.why}}',
  ...WHY.map((why) => `{{#emptyReturn.why.${why}}}${why}{{/emptyReturn.why.${why}}}`),
  ...WHY.map((why) => `{{#emptyReturn.other.${why}}} not ${why}{{/emptyReturn.other.${why}}}`),
  '{{#claim.open}}, may type{{/claim.open}}',
].join('')

const shownAt = (page: string, browser: Browser) => fill(page, TEMPLATE, { cookies: browser.jar.header })

describe('the page after a consent without an organisation', () => {
  it('says that nothing of this login can be seen, and asks for no name that could not fit', async () => {
    const { browser } = await visitor()
    const page = await browser.travel('noah', [])
    expect(page).toMatch(/^\/problems\/no-organisation\/\?ref=[0-9A-Z-]{9}$/)
    expect(await shownAt(page, browser)).toBe(`${NOAH}, none-listed not none-new not unclear`)
    expect(await shownAt(`/zh-hans${page}`, browser)).toBe(`${NOAH}, none-listed not none-new not unclear`)
  })

  it('says the same of a role that is too low: Xero doesn’t tell us which it is', async () => {
    const { browser } = await visitor()
    expect(await shownAt(await browser.travel('rita', []), browser)).toMatch(/^Rita Readonly rita@\S+, none-listed not/)
  })

  it.each(['keep', 'new'])(
    'says that nothing new came where the login is known, with the event of: %s',
    async (eventOnReconnect) => {
      await localXero.set({ eventOnReconnect })
      const one = await visitor()
      await one.browser.connect('theo', [TELECOM])
      const { browser } = await visitor()
      const page = await browser.travel('theo', [])
      expect(await shownAt(page, browser)).toBe('Theo Three theo@acme.example.com, none-new not none-listed not unclear, may type')
    },
  )

  it('says that Xero left open which one was picked', async () => {
    await localXero.set({ eventOnReconnect: 'new' })
    const one = await visitor()
    await one.browser.connect('theo', [TELECOM])
    await letPass(60)
    const { browser } = await visitor()
    const [first, second] = [await browser.setOff(), await browser.setOff()]
    await localXero.consent(second, 'theo', [HOLDINGS])
    const page = locationOf(await browser.go(await localXero.consent(first, 'theo', [])))
    expect(await shownAt(page, browser)).toMatch(/, unclear not none-listed not none-new, may type$/)
  })

  it('shows the same after a second arrival, and after a wrong name', async () => {
    const one = await visitor()
    await one.browser.connect('theo', [TELECOM])
    const { browser } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'theo', [])
    const page = locationOf(await browser.go(back))
    const before = await shownAt(page, browser)
    expect(locationOf(await browser.go(back))).toBe(page)
    expect(await shownAt(page, browser)).toBe(before)
    expect(await shownAt(await browser.claim('Someone Else'), browser)).toBe(before)
  })

  it('forgets the login with the next consent, with a claim, and with the hour', async () => {
    const { browser, account } = await visitor()
    const page = await browser.travel('noah', [])
    await browser.travel('theo', [TELECOM])
    expect(await shownAt(page, browser)).toBe(PLAIN)
    const other = await visitor()
    await other.browser.travel('theo', [])
    await other.browser.claim(TELECOM)
    expect(await shownAt(page, other.browser)).toBe(PLAIN)
    await browser.travel('noah', [])
    expect(await shownAt(page, browser)).toContain(NOAH)
    await letPass(3700)
    await browser.open(account)
    expect(await shownAt(page, browser)).toBe(PLAIN)
  })
})

describe('the name of the login', () => {
  it('is shown to no other browser: not without a session, nor with another of the account, nor of another account', async () => {
    const account = newAccount()
    const [first, second] = [new Browser(), new Browser()]
    await first.open(account)
    await second.open(account)
    const page = await first.travel('noah', [])
    expect(await shownAt(page, first)).toContain(NOAH)
    for (const browser of [second, new Browser(), (await visitor()).browser]) expect(await shownAt(page, browser)).toBe(PLAIN)
  })

  it('is on no page but those about coming back', async () => {
    const { browser } = await visitor()
    await browser.travel('noah', [])
    expect(await shownAt('/connect/organisation/', browser)).toContain(NOAH)
    for (const page of ['/', '/connect/log-in/', '/problems/cancelled/']) expect(await shownAt(page, browser)).toBe(PLAIN)
  })

  it('is in no address, log line or event', async () => {
    const lines = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const { browser, account } = await visitor()
    const back = await localXero.consent(await browser.setOff(), 'noah', [])
    const answer = await browser.go(back)
    await shownAt(locationOf(answer), browser)
    const events = await (await service(`/v1/accounts/${account}/events`)).text()
    const said = [lines.mock.calls.flat().join('\n'), events, JSON.stringify([...answer.headers])].join('\n')
    lines.mockRestore()
    expect(said).toContain('no-organisation')
    expect(said).not.toMatch(/noah|nobody/i)
  })

  it('stays within the account object, beside a connection that works', async () => {
    const { browser, account } = await visitor()
    await browser.connect('theo', [TELECOM])
    const page = await browser.travel('theo', [])
    expect(page).toBe('/connect/organisation/?new=none')
    expect(await shownAt(page, browser)).toBe('Theo Three theo@acme.example.com, for any reason, may type')
    expect(await env.ACCOUNT.getByName(account).emptyReturn('another session')).toBeUndefined()
  })
})
