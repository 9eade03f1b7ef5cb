/** The page "Your connection", as journeys meet it. */
import type { Page } from '@playwright/test'
import { expect } from './journey.ts'
import { disconnect } from './local-xero.ts'
import { check } from './mibilling.ts'
import { connect } from './people.ts'
import { GUIDE } from './places.ts'

export const ACME = 'Acme Telecom Pty Ltd'
export const PAGE = `${GUIDE}/connection/`

/** The page has its one action twice: in the panel, and in the bar of phones. One of them is shown. */
export const button = (page: Page, name: string) => page.getByRole('button', { name }).filter({ visible: true })
export const heading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Your connection' })

export async function connectAndOpen(page: Page, visit: (page: Page) => Promise<void>): Promise<void> {
  await visit(page)
  await connect(page, 'Theo Three', ACME)
  await page.getByRole('link', { name: 'Your connection' }).filter({ visible: true }).first().click()
  await expect(heading(page)).toBeVisible()
}

/** Someone disconnects the app inside Xero, and miBilling notices. */
export async function lose(account: string): Promise<void> {
  await disconnect('theo', ACME)
  expect((await check(account)).state).toBe('reconnect-required')
}
