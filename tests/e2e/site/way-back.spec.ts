import { expect, test } from '@playwright/test'

test.describe('a problem page', () => {
  test('leads back to the step that the reader left, also by way of another problem', async ({ page }) => {
    await page.goto('/two-step/six-digit-code/')
    await page.getByText('Something else happened').click()
    await page.getByRole('link', { name: 'Xero doesn’t accept my code' }).click()
    await page.getByRole('link', { name: 'let the network set the time' }).click()
    await expect(page).toHaveURL(/\/problems\/phone-clock-wrong\/$/)
    await expect(page.getByRole('link', { name: 'Back to the step', exact: true })).toHaveAttribute(
      'href',
      /\/two-step\/six-digit-code\/$/,
    )
    await page.getByRole('link', { name: 'Back to the step where you were' }).click()
    await expect(page).toHaveURL(/\/two-step\/six-digit-code\/$/)
  })

  test('offers no way back to a reader who came from nowhere', async ({ page }) => {
    await page.goto('/problems/code-refused/')
    await expect(page.getByRole('link', { name: 'All problems' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Back to the step where you were' })).toBeHidden()
  })
})
