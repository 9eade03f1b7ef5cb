/** Stretches of the set-up that every reader performs. */
import { type BrowserContext, expect } from '@playwright/test'
import type { Account, Authenticator } from './authenticator.ts'
import { GuidedReader } from './guided-reader.ts'
import { speakAs } from './local-xero.ts'
import { XERO } from './places.ts'

export const NINA = 'nina@quandong.example.com'

interface Beginning {
  readonly context: BrowserContext
  readonly wording?: 'today' | 'article'
}

export async function beginReading({ context, wording = 'today' }: Beginning): Promise<GuidedReader> {
  await speakAs(wording)
  return new GuidedReader({ guide: await context.newPage(), xero: await context.newPage(), wording })
}

/** Steps 2 and 3 of the article: the login page, email address and password. */
export async function logInBeside(reader: GuidedReader, person: string): Promise<void> {
  await reader.read('Go to the Xero login page')
  await reader.xero.goto(`${XERO}/identity/user/login`)
  await reader.xero.getByRole('link', { name: person }).click()
  await reader.goOn('I see Xero’s login page')

  await reader.read('Enter your email address and password')
  await reader.press('Log in')
  await reader.goOn('Xero took my password')
}

/** Steps 7 and 8: Continue, and a code of the app. */
export async function confirmCode(reader: GuidedReader, app: Authenticator, account: Account, button: string): Promise<void> {
  await reader.read('What does Xero show after Continue?')
  await reader.press('Continue')
  await reader.goOn('It asks for a code')

  await reader.read('Enter the six-digit code')
  await reader.xero.getByLabel('Six-digit code').fill(app.code(account))
  await reader.press(button)
  await reader.goOn('Xero accepted the code')
}

/** Step 9. */
export async function answerQuestions(reader: GuidedReader): Promise<void> {
  await reader.read('Choose three security questions')
  for (const [at, answer] of ['Perth', 'Perry', 'Diver'].entries()) {
    await reader.xero.getByLabel(`Question ${at + 1}`).selectOption({ index: at + 1 })
    await reader.xero.getByLabel(`Answer ${at + 1}`).fill(answer)
  }
  await reader.press('Continue')
  await reader.goOn('Xero accepted my answers')
}

interface OtherAddress {
  readonly address: string
  readonly field: string
  readonly send: string
  readonly confirm: string
}

/** Step 10, with the code from the mailbox. */
export async function confirmAddress(reader: GuidedReader, { address, field, send, confirm }: OtherAddress): Promise<void> {
  await reader.read('Enter another email address')
  await reader.xero.getByLabel(field).fill(address)
  await reader.press(send)
  await expect(reader.xero.getByText(`We have emailed a code to ${address}`)).toBeVisible()
  await reader.goOn('Xero emailed me a code')

  await reader.read('Enter the code from the email')
  const mailbox = await reader.xero.context().newPage()
  await mailbox.goto(`${XERO}/mailbox?address=${encodeURIComponent(address)}`)
  await reader.look(mailbox)
  const code = (await mailbox.getByLabel('Your code').first().textContent()) ?? ''
  await mailbox.close()
  await reader.look()
  await reader.xero.getByLabel('Six-digit code').fill(code)
  await reader.press(confirm)
  await reader.goOn('Xero confirmed the address')
}

/** Step 11. */
export async function finishSetUp(reader: GuidedReader, ready: string): Promise<void> {
  await reader.read('Finish the set-up in Xero')
  await reader.press('Finish')
  await reader.goOn('I pressed Finish')
  await reader.read(ready)
}
