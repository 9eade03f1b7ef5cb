import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'

const CODE = '/two-step/six-digit-code/'
const refused = (page: Page) => page.getByRole('link', { name: 'Xero didn’t accept it' })
const firstWords = (page: Page) => page.getByText('That happens. One more try.')
const stop = (page: Page) => page.getByRole('heading', { name: 'Stop here: two refusals are enough' })

test.describe('a press on "Xero didn’t accept it"', () => {
  test('is one refusal where it is a double click', async ({ page }) => {
    await page.goto(CODE)
    await refused(page).dblclick()
    await expect(firstWords(page)).toBeVisible()
    await expect(stop(page)).toBeHidden()
  })

  test('is counted where the browser keeps nothing', async ({ page }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError')
        },
      }),
    )
    await page.goto(CODE)
    await refused(page).click()
    await expect(firstWords(page)).toBeVisible()
    await refused(page).click()
    await expect(stop(page)).toBeFocused()
  })

  test('is the first again once Xero has accepted a code, also where the next step opened beside this one', async ({ page }) => {
    await page.goto(CODE)
    await refused(page).click()
    await expect(firstWords(page)).toBeVisible()
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Xero accepted the code' }).click({ modifiers: ['ControlOrMeta'] }),
    ])
    await beside.close()
    await refused(page).click()
    await page.waitForTimeout(500)
    await expect(firstWords(page)).toBeVisible()
    await expect(stop(page)).toBeHidden()
  })

  test('leads to the causes where the script for it can’t be had any more', async ({ page }) => {
    await page.route('**/_astro/refusals*', (route) => route.fulfill({ status: 404, body: '' }))
    await page.goto(CODE)
    await refused(page).click()
    await expect(page).toHaveURL(/problems\/code-refused/)
  })
})
