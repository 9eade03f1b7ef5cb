import { expect, test } from '../journey.ts'
import { GUIDE } from '../places.ts'

test.describe('a person who needs two-step authentication in the middle of connecting', () => {
  test('sets it up, and carries on where they were', async ({ page, visit }) => {
    await visit(page)
    await page.goto(`${GUIDE}/connect/two-step/`)
    await page.getByRole('navigation', { name: 'Choose one' }).getByRole('link', { name: 'No, or not yet' }).click()
    await expect(page).toHaveURL(`${GUIDE}/two-step/authenticator-app/`)
    await page.goto(`${GUIDE}/two-step/two-step-ready/`)
    await page.getByRole('link', { name: /^Carry on/ }).click()
    await expect(page).toHaveURL(`${GUIDE}/connect/log-in/`)
    await expect(page.getByRole('button', { name: 'Log in to Xero' })).toBeVisible()
  })
})
