import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../../fakes/xero/two-step.ts'
import { type Browser, createBrowser } from './browser.ts'
import { type Caller, startCaller } from './caller.ts'

const LOGIN = '/identity/user/login'
const CODE = '/identity/user/login/two-factor/authenticate'
const TWO_STEP = '/identity/user/two-step'
const SECURITY = '/account/security'
const CONSENT = 'Select an organisation'
const MAX_BACKUP = 'max.mobile@home.example.net'

let xero: Caller
let browser: Browser
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
  browser = createBrowser(xero.origins)
  const now = await nowThere()
  await xero.control('clock', { advanceSeconds: 35 - (now % 30) }) // early in a code's thirty seconds
})

const nowThere = async () => ((await (await xero.control('clock')).json()) as { now: number }).now
const heading = () => /<h1>(.*?)<\/h1>/s.exec(browser.page)?.[1]
const keyShown = () => (/<code>([A-Z2-7 ]+)<\/code>/.exec(browser.page)?.[1] ?? '').replaceAll(' ', '')
const codeShown = () => /aria-label="Code now">(\d{6})</.exec(browser.page)?.[1] ?? ''
const press = (name: string, fields: Readonly<Record<string, string | readonly string[]>> = {}) =>
  browser.submit(TWO_STEP, { press: name, ...fields })

async function logIn(person: string): Promise<void> {
  await browser.open(`${xero.origin}/logout`)
  await browser.open(xero.authorizeUrl())
  await browser.submit(LOGIN, { email: `${person}@quandong.example.com`, password: 'x' })
}

async function newestMailTo(address: string): Promise<string> {
  const mailbox = createBrowser(xero.origins)
  await mailbox.open(`/mailbox?address=${encodeURIComponent(address)}`)
  return /aria-label="Your code">(\d{6})</.exec(mailbox.page)?.[1] ?? ''
}

async function answerOnPhone(answer: 'accept' | 'deny'): Promise<void> {
  const phone = createBrowser(xero.origins)
  await phone.open('/phone')
  await phone.submit('/phone/answer', { answer })
}

describe('a login with Xero Verify', () => {
  beforeEach(() => logIn('vera'))

  it('waits for Accept on the phone', async () => {
    await browser.open(CODE)
    expect(heading()).toBe('Approve the login on your phone')
    await answerOnPhone('accept')
    await browser.open(CODE)
    expect(browser.page).toContain(CONSENT)
  })

  it('goes no further after Deny', async () => {
    await answerOnPhone('deny')
    await browser.open(CODE)
    expect(heading()).toBe('You denied this login')
  })

  it('takes a code of Xero Verify where no notification arrives', async () => {
    await xero.control('settings', { withholdPush: true })
    const phone = createBrowser(xero.origins)
    await phone.open('/phone')
    expect(phone.page).not.toContain('Are you logging in')
    await press('other-method')
    await press('use-code')
    await browser.submit(CODE, { code: codeShown() })
    expect(browser.page).toContain(CONSENT)
  })
})

describe('a backup method', () => {
  it('is a code by email', async () => {
    await logIn('max')
    await press('other-method')
    await press('use-email')
    await press('send-backup-code')
    await press('enter-email-code', { code: await newestMailTo(MAX_BACKUP) })
    expect(browser.page).toContain(CONSENT)
  })

  it('is two of the three questions, spelled as at first', async () => {
    await logIn('quinn')
    await press('other-method')
    await press('use-questions')
    expect(browser.page.match(/name="answer"/g)).toHaveLength(2)
    await press('enter-answers', { answer: ['wattle', 'Ballarat'] })
    expect(browser.status).toBe(400)
    await press('enter-answers', { answer: ['Wattle', 'Ballarat'] })
    expect(browser.page).toContain(CONSENT)
  })

  it('is offered only where the person has one', async () => {
    await logIn('quinn')
    await press('other-method')
    expect(browser.page).not.toContain('Backup email address')
    await press('use-email')
    await press('send-backup-code')
    expect(await newestMailTo('quinn@quandong.example.com')).toBe('')
  })

  it('counts wrong codes of every kind together, and locks the login at the sixth', async () => {
    await logIn('quinn')
    for (let tries = 1; tries <= 4; tries++) await browser.submit(CODE, { code: '12345' })
    await press('other-method')
    await press('use-questions')
    await press('enter-answers', { answer: ['a', 'b'] })
    expect(browser.page).not.toContain('locked')
    await press('enter-answers', { answer: ['a', 'b'] })
    expect(browser.page).toContain('locked after six wrong codes')
    await logIn('quinn')
    expect(browser.page).toContain('locked after six wrong codes')
    await xero.control('clock', { advanceSeconds: 7201 })
    await logIn('quinn')
    expect(browser.address.pathname).toBe(CODE)
  })

  it('is locked for a press on the phone as well', async () => {
    await logIn('vera')
    const waiting = browser
    browser = createBrowser(xero.origins)
    await logIn('vera')
    await press('use-code')
    for (let tries = 1; tries <= 6; tries++) await browser.submit(CODE, { code: '12345' })
    expect(browser.page).toContain('locked after six wrong codes')
    const phone = createBrowser(xero.origins)
    await phone.open('/phone')
    expect(phone.page).not.toContain('name="sid"')
    await waiting.open(CODE)
    expect(waiting.address.pathname).toBe(CODE)
  })
})

describe('a trusted device', () => {
  it('is spared the code for a day by whoever can open an Australian organisation', async () => {
    await logIn('max')
    await browser.submit(CODE, { code: codeShown(), trust: 'yes' })
    await logIn('max')
    expect(browser.page).toContain(CONSENT)
    await logIn('quinn')
    expect(browser.address.pathname).toBe(CODE)
    await xero.control('clock', { advanceSeconds: 86_400 })
    await logIn('max')
    expect(browser.address.pathname).toBe(CODE)
  })
})

describe('Additional security in the account', () => {
  async function open(person: string): Promise<void> {
    await logIn(person)
    await browser.submit(CODE, { code: codeShown() })
    await browser.open(`${xero.origin}${SECURITY}`)
  }

  it('changes the device after a code of the old one, and keeps the backup method', async () => {
    await open('max')
    await browser.submit(SECURITY, { task: 'app' })
    await browser.submit(CODE, { code: codeShown() })
    await press('own-app')
    const key = keyShown()
    await press('continue')
    await press('confirm-code', { code: codeAt(key, await nowThere()) })
    expect(browser.address.pathname).toBe(SECURITY)
    expect(browser.page).toContain(MAX_BACKUP)
    await logIn('max')
    await browser.submit(CODE, { code: codeAt(key, await nowThere()) })
    expect(browser.page).toContain(CONSENT)
  })

  it('changes nothing for a browser that has not shown who it is', async () => {
    await open('max')
    await browser.submit(SECURITY, { task: 'turn-off' })
    expect(browser.address.pathname).toBe(CODE)
    await browser.open(SECURITY)
    expect(browser.page).toContain('Authenticator app')
  })

  it('offers no email address beside security questions, which the article still does', async () => {
    await open('quinn')
    expect(browser.page).not.toContain('Backup email address')
    await xero.control('settings', { wording: 'article' })
    await browser.open(SECURITY)
    expect(browser.page).toContain('Alternative email address')
  })

  it('turns two-step authentication off and sets it up again', async () => {
    await open('quinn')
    await browser.submit(SECURITY, { task: 'turn-off' })
    await browser.submit(CODE, { code: codeShown() })
    await browser.submit(SECURITY, { task: 'app' })
    expect(heading()).toBe('Choose an app')
  })
})

describe('a forgotten password', () => {
  it('is replaced by a link in an email to the login', async () => {
    await browser.open('/identity/user/forgot-password')
    await browser.submit('/identity/user/forgot-password', { email: 'max@quandong.example.com' })
    await browser.open('/mailbox')
    await browser.open(/href="(\/identity\/user\/new-password[^"]+)"/.exec(browser.page)?.[1] ?? '')
    await browser.submit('/identity/user/new-password', { password: 'y' })
    expect(heading()).toBe('Your password has changed')
  })
})
