import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'

const field = (page: Page) => page.getByRole('searchbox', { name: /Your own words/ })
const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true })

test.describe('the index of problems', () => {
  test('is filtered in the reader’s own words, and whole again when the field is empty', async ({ page }) => {
    await page.goto('/problems/')
    const entries = page.locator('.problem-list > li')
    const all = await entries.allTextContents()
    await field(page).fill('theyve locked me out')
    await expect(page.getByRole('status')).toContainText('fit')
    expect(await entries.locator('visible=true').count()).toBeLessThan(all.length / 2)
    const first = page.locator('.problem-list a').locator('visible=true').first()
    await expect(first).toHaveAttribute('href', '/problems/login-locked/')
    await page.keyboard.press('Enter')
    await expect(first).toBeFocused()
    await field(page).fill('')
    await expect(page.getByRole('status')).toHaveText('')
    expect(await entries.allTextContents()).toEqual(all)
    await expect(entries.locator('visible=true')).toHaveCount(all.length)
  })

  test('shows what is behind a door only to those whose words are about it', async ({ page }) => {
    await page.goto('/problems/')
    const behind = page.locator('[data-problem="/problems/phone-clock-wrong/"]')
    await expect(behind).toBeHidden()
    await field(page).fill('the time on my phone is wrong')
    await expect(behind).toBeVisible()
  })

  test('explains a support code', async ({ page }) => {
    await page.goto('/problems/')
    await field(page).fill('it says 7kq2m4xp')
    await expect(page.getByRole('status')).toContainText('7KQ2-M4XP')
    await expect(page.locator('#support-code')).toBeVisible()
  })

  test('says nothing of programs, whose pages the reference lists', async ({ page }) => {
    await page.goto('/problems/')
    await expect(page.locator('[href="/problems/unauthorised/"]')).toHaveCount(0)
    await page.goto('/v1/reference/')
    await page.locator('[href="/problems/unauthorised/"]').click()
    await expect(page).toHaveURL('/problems/unauthorised/')
  })

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false })

    test('has no field, and a door leads to what is behind it', async ({ page }) => {
      await page.goto('/problems/')
      await expect(page.locator('[data-problem-filter]')).toBeHidden()
      await link(page, 'I’m told to start again').click()
      await expect(page.locator('[href="/problems/link-expired/"]')).toBeVisible()
    })
  })
})
