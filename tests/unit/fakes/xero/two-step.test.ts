import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSquares } from '../../../e2e/square-code-reader.ts'
import { codeAt } from '../../../fakes/xero/two-step.ts'
import { type Browser, createBrowser } from './browser.ts'
import { type Caller, startCaller } from './caller.ts'

const LOGIN = '/identity/user/login'
const CODE = '/identity/user/login/two-factor/authenticate'
const TWO_STEP = '/identity/user/two-step'
const CONSENT = 'Select an organisation'
const LOCKED = 'locked after six wrong codes'
const QUESTIONS = ['What was your first street called?', 'Who was your first teacher?', 'What did you want to become as a child?']

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
const press = (name: string, fields: Readonly<Record<string, string | readonly string[]>> = {}) =>
  browser.submit(TWO_STEP, { press: name, ...fields })
const codeOf = async (key: string, secondsOff = 0) => codeAt(key, (await nowThere()) + secondsOff)
const wrongCodeOf = async (key: string) => codeOf(key, 600)

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

/** With an app of one's own, as far as the backup method. */
async function linkOwnApp(): Promise<string> {
  await press('set-up')
  await press('own-app')
  const key = keyShown()
  await press('continue')
  await press('confirm-code', { code: await codeOf(key) })
  return key
}

const answerQuestions = (answer: readonly string[], question: readonly string[] = QUESTIONS) =>
  press('answer', { question, answer })

describe('the set-up', () => {
  beforeEach(() => logIn('nina'))

  it('is offered after the password, and can be put off', async () => {
    expect(heading()).toBe('Protect your account')
    await press('not-now')
    expect(browser.page).toContain(CONSENT)
  })

  it('cannot be put off where Xero requires it', async () => {
    await xero.control('settings', { setUpRequired: true })
    await press('not-now')
    expect(heading()).toBe('Protect your account')
    expect(browser.page).not.toContain('Not now')
  })

  it('cannot be put off by whoever has locked the login in it', async () => {
    await press('set-up')
    await press('own-app')
    await press('continue')
    for (let tries = 1; tries <= 6; tries++) await press('confirm-code', { code: '12345' })
    await press('not-now')
    expect(browser.page).not.toContain(CONSENT)
  })

  it('links an app by the QR code, which holds the key and the login', async () => {
    await press('set-up')
    await press('own-app')
    const drawn = /<svg[^>]*viewBox="0 0 (\d+) [\s\S]*?<path[^>]* d="([^"]+)"/.exec(browser.page)
    const size = Number(drawn?.[1]) / 10
    const squares = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
    for (const [, x, y] of (drawn?.[2] ?? '').matchAll(/M(\d+),(\d+)h/g)) squares[Number(y) / 10]?.splice(Number(x) / 10, 1, true)
    const uri = readSquares(squares.slice(4, -4).map((row) => row.slice(4, -4)))
    expect(uri).toBe(`otpauth://totp/Local%20Xero:nina%40quandong.example.com?secret=${keyShown()}&issuer=Local%20Xero`)
    expect(keyShown()).toHaveLength(32)
  })

  it('shows another key when its page is loaded again, and takes no code of the one before', async () => {
    await press('set-up')
    await press('own-app')
    const before = keyShown()
    await browser.open(TWO_STEP)
    expect(keyShown()).not.toBe(before)
    await press('continue')
    await press('confirm-code', { code: await codeOf(before) })
    expect([browser.status, heading()]).toEqual([400, 'Enter the code'])
  })

  it.each([-60, -30, 0, 30, 60])('checks a code of %i seconds from now with a step of drift either way', async (seconds) => {
    await press('set-up')
    await press('own-app')
    const key = keyShown()
    await press('continue')
    await press('confirm-code', { code: await codeOf(key, seconds) })
    expect(heading()).toBe(Math.abs(seconds) <= 30 ? 'Choose a backup method' : 'Enter the code')
  })

  it('changes the login at Finish, and not before', async () => {
    await linkOwnApp()
    await logIn('nina')
    expect(heading()).toBe('Protect your account')
    const key = await linkOwnApp()
    await press('questions')
    await answerQuestions(['Wattle', 'Perry', 'Diver'])
    expect(heading()).toBe('You’re set up')
    await press('finish')
    expect(browser.page).toContain(CONSENT)
    await logIn('nina')
    expect(browser.address.pathname).toBe(CODE)
    await browser.submit(CODE, { code: await codeOf(key) })
    expect(browser.page).toContain(CONSENT)
  })

  it('takes three different questions, with answers of five letters and digits', async () => {
    await linkOwnApp()
    await press('questions')
    for (const answers of [
      ['Perth', 'Perry', 'four'],
      ['Perth', 'Perry', 'St Kilda'],
      ['Perth', 'Perry', 'Zoë55'],
    ]) {
      await answerQuestions(answers)
      expect(browser.page).toContain('five letters or digits')
    }
    await answerQuestions(['Perth', 'Perry', 'Diver'], [QUESTIONS[0] ?? '', QUESTIONS[0] ?? '', QUESTIONS[1] ?? ''])
    expect(browser.page).toContain('three different questions')
    await answerQuestions(['Perth', 'Perry', 'Diver'])
    expect(heading()).toBe('You’re set up')
  })

  it('confirms a backup address by the newest email, and refuses the address of the login', async () => {
    await linkOwnApp()
    await press('backup-email')
    await press('send-code', { email: 'NINA@quandong.example.com' })
    expect(browser.page).toContain('not the one you log in with')
    await press('send-code', { email: 'nina@home.example.net' })
    const first = await newestMailTo('nina@home.example.net')
    await press('other-address')
    await press('send-code', { email: 'nina@home.example.net' })
    const second = await newestMailTo('nina@home.example.net')
    if (first !== second) await press('confirm-email', { code: first })
    expect(heading()).toBe('Backup email address')
    await press('confirm-email', { code: second })
    expect(heading()).toBe('You’re set up')
  })

  it('locks the login at the sixth wrong code', async () => {
    await press('set-up')
    await press('own-app')
    const key = keyShown()
    await press('continue')
    for (let tries = 1; tries <= 5; tries++) await press('confirm-code', { code: await wrongCodeOf(key) })
    expect(browser.page).not.toContain(LOCKED)
    await press('confirm-code', { code: await wrongCodeOf(key) })
    expect(browser.page).toContain(LOCKED)
    await press('confirm-code', { code: await codeOf(key) })
    expect(browser.page).toContain(LOCKED)
  })
})
