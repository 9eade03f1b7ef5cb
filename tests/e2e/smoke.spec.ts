import { expect, test } from '@playwright/test'

test.describe('miStable', () => {
  test('leads to the guide by Billing, Settings, Xero Connect', async ({ page }) => {
    await page.goto('http://localhost:9789/')
    const menu = page.getByRole('navigation', { name: 'Main' })
    await menu.getByRole('link', { name: 'Billing' }).click()
    await menu.getByRole('link', { name: 'Settings' }).click()
    await menu.getByRole('link', { name: 'Xero Connect' }).click()
    await expect(page.getByText('Not connected')).toBeVisible()
    await page.getByRole('button', { name: 'Xero Connect' }).click()
    await expect(page).toHaveURL(/^http:\/\/localhost:9787\//)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})
