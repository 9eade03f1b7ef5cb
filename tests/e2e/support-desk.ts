/** What support people do at the desk, by the names of what they see. */
import { expect, type Page } from '@playwright/test'
import { ACCESS, GUIDE } from './places.ts'

export type Staff = 'Sam Okafor' | 'Rosa Lim'

export const DESK = `${GUIDE}/desk/`

/** By the local Cloudflare Access, which sends the browser back. */
export async function openDesk(page: Page, who: Staff): Promise<void> {
  await page.goto(DESK)
  await expect(page).toHaveURL(new RegExp(`^${ACCESS}/cdn-cgi/access/login/`))
  await page.getByRole('button', { name: who }).click()
  await expect(heading(page, 'What does the customer say?')).toBeVisible()
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

export const box = (page: Page) => page.getByRole('textbox', { name: /^Support code, account/ })

export async function find(page: Page, words: string): Promise<void> {
  await box(page).fill(words)
  await page.getByRole('button', { name: 'Find' }).click()
}

/** The index is a few seconds behind the account: an agent presses again. */
export async function findUntil(page: Page, words: string, title: string | RegExp): Promise<void> {
  await expect(async () => {
    await find(page, words)
    await expect(heading(page, title)).toBeFocused({ timeout: 1500 })
  }).toPass({ timeout: 30_000 })
}

export const goTo = (page: Page, place: string) =>
  page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: place }).click()

/** @returns what the press has put on the clipboard */
export async function copyAnswer(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: GUIDE })
  await page.getByRole('button', { name: 'Copy the answer' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1)
  return page.evaluate(() => navigator.clipboard.readText())
}
