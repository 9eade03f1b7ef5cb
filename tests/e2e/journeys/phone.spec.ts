import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { chooseCompany, continueAs, logInToXero } from '../people.ts'
import { MISTABLE } from '../places.ts'

const TALL = 844
/** A phone; and a desktop of 1,280 pixels at 400 % zoom (WCAG 2.2, 1.4.10 Reflow). */
const WIDTHS = [320, 390]
const LEAST_TARGET_PIXELS = 44

test.use({ viewport: { width: 390, height: TALL }, hasTouch: true, isMobile: true })

/** Ends at the width of the phone. @param heading of the page that must be there first */
async function expectFits(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: TALL })
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(beyond, `pixels beyond the right edge of ${page.url()} at ${width}`).toBeLessThanOrEqual(0)
    expect(await page.evaluate(() => innerWidth)).toBe(width)
  }
}

/** The one thing to do is in reach of the thumb, without scrolling. */
async function tapAction(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  const action = page.getByRole(role, { name }).last()
  await expect(action).toBeInViewport({ ratio: 1 })
  expect((await action.boundingBox())?.height).toBeGreaterThanOrEqual(LEAST_TARGET_PIXELS)
  await action.tap()
}

test('a person with a phone connects two companies and goes back', async ({ page }) => {
  await page.goto(`${MISTABLE}/billing/settings/xero-connect`)
  await expectFits(page, 'Xero Connect')
  await page.getByRole('button', { name: 'Xero Connect' }).tap()
  await expectFits(page, 'Connect miBilling to Xero')
  await page.getByRole('link', { name: 'In miStable' }).tap()
  await expectFits(page, 'Open the miStable dashboard')
  await tapAction(page, 'link', 'I can see Billing')
  await expectFits(page, 'Go to Billing > Settings > Xero Connect')
  await tapAction(page, 'link', 'I came back to this guide')
  await expectFits(page, 'Who will log in to Xero?')
  await page.getByRole('link', { name: 'I will' }).tap()
  await expectFits(page, 'Do you use two-step authentication for Xero?')
  await page.getByRole('link', { name: 'Yes, I use it' }).tap()
  await expectFits(page, 'Log in to your Xero account')
  await page.getByRole('link', { name: 'See the next screen' }).tap()
  await expectFits(page, 'Choose the organisation and allow access')
  await page.goBack()
  await tapAction(page, 'button', 'Log in to Xero')

  await logInToXero(page, 'Theo Three')
  await expectFits(page, 'Allow miBilling to use your Xero data?')
  await chooseCompany(page, 'Acme Telecom Pty Ltd')
  await expectFits(page, 'Which organisation should miBilling use?')
  await tapAction(page, 'button', 'Use Acme Telecom Pty Ltd')
  await expectFits(page, 'miBilling is connected to Acme Telecom Pty Ltd')
  await page.getByRole('button', { name: 'Connect another organisation' }).tap()
  await continueAs(page, 'Theo Three')
  await chooseCompany(page, 'Demo Company (AU)')
  await expectFits(page, 'Which organisation should miBilling use?')
  await page.getByText('Demo Company (AU)', { exact: true }).tap()
  await tapAction(page, 'button', 'Use Demo Company (AU)')
  await expectFits(page, 'miBilling is connected to Demo Company (AU)')
  await tapAction(page, 'link', 'Back to miStable')
  await expect(page.getByRole('status')).toHaveText('You are back, and Xero is connected.')
})
