/** A page is the same for everybody; a reader who answered before sees their own way. */
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const rail = (page: Page) => page.locator('.side .rail')
const done = (page: Page) => page.locator('.bar a.button:not([hidden])')
const choose = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Choose one' }).getByRole('link', { name }).click()

/** From the choice of an app to the question where Xero is open. */
async function startWith(page: Page, app: RegExp): Promise<void> {
  await page.goto('/two-step/authenticator-app/')
  await choose(page, app)
  await done(page).click()
  await expect(page).toHaveURL(/xero-log-in-page\/$/)
  await done(page).click()
  await expect(page).toHaveURL(/email-and-password\/$/)
  await done(page).click()
}

test('a reader who chose Authy sees Authy, and no other app', async ({ page }) => {
  await startWith(page, /^Authy/)
  await expect(page).toHaveURL(/what-xero-shows-codes\/$/)
  await choose(page, /^It asks me to set it up/)
  await done(page).click()
  await choose(page, /^On a computer/)
  await expect(heading(page)).toHaveText('Add Xero to Authy')

  const links = rail(page).getByRole('link', { includeHidden: true })
  await expect(links.filter({ hasText: 'Install the app' })).toHaveAttribute('href', '/two-step/install-authy/')
  await expect(rail(page).locator('[aria-current=step]')).toHaveText(/^Scan the QR code/)
  const total = await rail(page).locator('[data-rail-step]').count()
  await expect(page.locator('.position-words')).toHaveText(`Step 8 of ${total}`)
  await page.locator('.bar .back').click()
  await expect(page).toHaveURL(/where-xero-is\/$/)
})

test('Back on a page for everybody leads to the page of the own app', async ({ page }) => {
  await page.goto('/two-step/authenticator-app/')
  await choose(page, /^Microsoft/)
  await done(page).click()
  await expect(page.locator('.bar .back')).toHaveAttribute('href', '/two-step/install-microsoft-authenticator/')
  await page.goto('/two-step/xero-log-in-page/')
  await expect(page.locator('.bar .back')).toHaveAttribute('href', '/two-step/install-microsoft-authenticator/')
})

test('a reader with one phone copies the key, and Xero Verify has a way of its own', async ({ page }) => {
  await startWith(page, /^Xero Verify/)
  await expect(page).toHaveURL(/what-xero-shows-verify\/$/)
  await choose(page, /^It asks me to set it up/)
  await done(page).click()
  await choose(page, /^On the phone/)
  await expect(heading(page)).toHaveText('Copy the setup key into Xero Verify')
  await done(page).click()
  await expect(page).toHaveURL(/continue-with-verify\/$/)
  await choose(page, /^It says I’m done/)
  await done(page).click()
  await expect(page).toHaveURL(/two-step-ready\/$/)
})

test('a reader without a smartphone is not asked where the app is', async ({ page }) => {
  await startWith(page, /^I have no smartphone/)
  await choose(page, /^It asks me to set it up/)
  await done(page).click()
  await expect(heading(page)).toHaveText('Copy the setup key into your computer app')
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the same pages lead on as for everyone', async ({ page }) => {
    await startWith(page, /^Authy/)
    await expect(page).toHaveURL(/what-xero-shows\/$/)
    await choose(page, /^It asks me to set it up/)
    await done(page).click()
    await expect(page).toHaveURL(/where-the-app-is\/$/)
    await choose(page, /^On my phone/)
    await expect(heading(page)).toHaveText('Add an account in your app')
  })
})
