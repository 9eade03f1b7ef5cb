import { Authenticator } from '../authenticator.ts'
import type { GuidedReader } from '../guided-reader.ts'
import { expect, test } from '../journey.ts'
import { moveClock } from '../local-xero.ts'
import { XERO } from '../places.ts'
import { beginReading, confirmAddress } from '../two-step-parts.ts'

const HOUR = 3600

/** The app on the old phone has the person's key already. */
async function openCodePage(reader: GuidedReader, person: string): Promise<string> {
  await reader.xero.goto(`${XERO}/logout`)
  await reader.xero.goto(`${XERO}/identity/user/login?person=${person}`)
  await reader.xero.getByRole('button', { name: 'Log in' }).click()
  return (await reader.xero.locator('details code').first().textContent()) ?? ''
}

async function logIn(reader: GuidedReader, person: string, app: Authenticator): Promise<void> {
  app.enterKey(person, await openCodePage(reader, person))
  await enterCode(reader, app)
  await reader.xero.getByRole('button', { name: 'Continue' }).click()
}

const enterCode = ({ xero }: GuidedReader, app: Authenticator): Promise<void> =>
  xero.getByLabel('Six-digit code').fill(app.code(app.newest))

async function openSecurity(reader: GuidedReader, name: string): Promise<void> {
  await reader.read('Open Additional security in your account')
  await reader.xero.getByLabel(name).click()
  await reader.press('Account')
  await reader.press('Additional security')
  await reader.goOn('I see Additional security')
}

const rowOf = ({ xero }: GuidedReader, name: string) => xero.locator('form.row').filter({ hasText: name })

test.beforeEach(() => test.slow())

test('a reader changes the backup email address', async ({ context }) => {
  const reader = await beginReading({ context })
  const app = new Authenticator()
  await logIn(reader, 'max', app)
  await reader.open('/alternative-email/account-security/')
  await openSecurity(reader, 'Max Mobile')
  await reader.read('Add or change your backup email address')
  await reader.press('Change', { among: rowOf(reader, 'Backup email address') })
  await enterCode(reader, app)
  await reader.press('Confirm', { isNamed: false })
  await reader.goOn('Xero asks for an address')
  const labels = { field: 'Email address', send: 'Continue', confirm: 'Confirm' }
  await confirmAddress(reader, { address: 'max@other.example.net', ...labels })
  await reader.read('Your backup email address is in place')
  await expect(rowOf(reader, 'Backup email address')).toContainText('max@other.example.net')
})

test('a reader adds an alternative email address, in the article’s words', async ({ context }) => {
  const reader = await beginReading({ context, wording: 'article' })
  const app = new Authenticator()
  await logIn(reader, 'quinn', app)
  await reader.open('/alternative-email/account-security/')
  await openSecurity(reader, 'Quinn Questions')
  await reader.read('Add or change your backup email address')
  await reader.press('Add', { among: rowOf(reader, 'Alternative email address') })
  await enterCode(reader, app)
  await reader.press('Confirm', { isNamed: false })
  await reader.goOn('Xero asks for an address')
  const labels = { field: 'Email address', send: 'Send code', confirm: 'Confirm email' }
  await confirmAddress(reader, { address: 'quinn@home.example.net', ...labels })
  await reader.read('Your backup email address is in place')
})

/** From the account to the end, with the phone that is new. */
async function changeDevice(reader: GuidedReader, prove: () => Promise<void>): Promise<Authenticator> {
  const app = new Authenticator()
  await reader.read('Install your app on the new phone')
  await reader.goOn('The app is on my new phone')
  await openSecurity(reader, 'Max Mobile')
  await reader.read('Change the connected device in Xero')
  await reader.press('Change', { among: rowOf(reader, 'Connected device') })
  await prove()
  await reader.press('Confirm')
  await reader.press('Use my own app')
  await reader.goOn('Xero shows a QR code')
  await reader.goOn('On a computer or another screen')
  await reader.read('Scan the QR code with your new phone')
  await app.scan(reader.xero.getByRole('img', { name: 'QR code' }))
  await reader.goOn('The new phone shows Xero')
  await reader.read('Confirm the new phone in Xero')
  await reader.press('Continue')
  await enterCode(reader, app)
  await reader.press('Confirm')
  await reader.goOn('Xero knows my new phone')
  await reader.read('Xero knows your new phone')
  return app
}

/** The newest code that went to this mailbox. */
async function readMail(reader: GuidedReader): Promise<void> {
  const mailbox = await reader.xero.context().newPage()
  await mailbox.goto(`${XERO}/mailbox?address=max.mobile@home.example.net`)
  const code = (await mailbox.getByLabel('Your code').first().textContent()) ?? ''
  await mailbox.close()
  await reader.xero.getByLabel('Six-digit code').fill(code)
}

test('a reader moves to a new phone while the old one works', async ({ context }) => {
  const reader = await beginReading({ context })
  const old = new Authenticator()
  await logIn(reader, 'max', old)
  await reader.open('/new-phone/old-phone/')
  await reader.goOn('Yes, and its app still works')
  const app = await changeDevice(reader, () => enterCode(reader, old))

  await openCodePage(reader, 'max')
  await enterCode(reader, old)
  await reader.xero.getByRole('button', { name: 'Continue' }).click()
  await expect(reader.xero.getByRole('alert')).toContainText('That code is not right')
  await enterCode(reader, app)
  await reader.xero.getByRole('button', { name: 'Continue' }).click()
  await expect(reader.xero.getByRole('heading', { name: 'Connected apps' })).toBeVisible()
})

test('a reader whose phone is gone gets in by the backup method, and moves to a new one', async ({ context }) => {
  const reader = await beginReading({ context })
  await reader.open('/new-phone/old-phone/')
  await reader.goOn('No, or its app is gone')
  await reader.read('Change your Xero password first')
  await reader.xero.goto(`${XERO}/identity/user/login?person=max`)
  await reader.look()
  await reader.press('Forgot password?')
  await reader.xero.getByLabel('Email address').fill('max@quandong.example.com')
  await reader.xero.getByRole('button', { name: 'Send link' }).click()
  await reader.xero.goto(`${XERO}/mailbox`)
  await reader.xero.getByRole('link', { name: 'Choose a new password' }).click()
  await reader.xero.getByRole('button', { name: 'Change password' }).click()
  await expect(reader.xero.getByRole('heading', { name: 'Your password has changed' })).toBeVisible()
  await reader.goOn('My password is new')

  const useBackup = async (): Promise<void> => {
    await reader.press('Use a backup method instead')
    await reader.press('Backup email address')
    await reader.press('Send code')
    await readMail(reader)
  }
  await openCodePage(reader, 'max')
  await reader.read('Use your backup method to log in')
  await useBackup()
  await reader.press('Confirm', { isNamed: false })
  await reader.goOn('Xero let me in')
  await changeDevice(reader, async () => {
    await reader.xero.getByRole('button', { name: 'Use a backup method instead' }).click()
    await reader.xero.getByRole('button', { name: 'Backup email address' }).click()
    await reader.xero.getByRole('button', { name: 'Send code' }).click()
    await readMail(reader)
  })
})

test('a phone with the wrong time gets its reader locked out, until two hours have passed and it is right', async ({ context }) => {
  const reader = await beginReading({ context })
  const app = new Authenticator({ secondsOff: -100 })
  app.enterKey('max', await openCodePage(reader, 'max'))
  for (let tries = 1; tries <= 6; tries++) {
    await enterCode(reader, app)
    await reader.xero.getByRole('button', { name: 'Continue' }).click()
    await expect(reader.xero.getByRole('alert')).toContainText(tries < 6 ? 'That code is not right' : 'This login is locked')
  }
  await reader.open('/problems/login-locked/')
  await reader.read('Xero has locked my login')

  await moveClock(HOUR / 4)
  await reader.xero.goto(`${XERO}/logout`)
  await reader.xero.goto(`${XERO}/identity/user/login?person=max`)
  await reader.xero.getByRole('button', { name: 'Log in' }).click()
  await expect(reader.xero.getByRole('alert')).toContainText('Try again in two hours')

  await moveClock(2 * HOUR)
  app.secondsOff = 2.25 * HOUR
  await openCodePage(reader, 'max')
  await reader.open('/two-step/log-in-with-app/')
  await reader.read('Log in with the app open')
  await enterCode(reader, app)
  await reader.xero.getByRole('button', { name: 'Continue' }).click()
  await reader.goOn('Xero let me in')
})
