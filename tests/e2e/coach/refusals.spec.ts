import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { findViolations } from '../site/axe.ts'

const CODE = '/two-step/six-digit-code/'
const STOP = 'Stop here: two refusals are enough'
const refuse = (page: Page) => page.getByRole('link', { name: 'Xero didn’t accept it' }).click()
const accepted = (page: Page) => page.getByRole('link', { name: 'Xero accepted the code' })

test.describe('a step whose code Xero refuses', () => {
  test('says what to do the first time, and stops the second time', async ({ page }) => {
    await page.goto(CODE)
    await refuse(page)
    await expect(page.getByRole('status').filter({ hasText: 'One more try' })).toContainText(
      'Wait until your app shows the next code',
    )
    await expect(page.getByRole('link', { name: 'Check the phone’s clock' })).toBeVisible()
    expect(await findViolations(page)).toEqual([])
    await expect(accepted(page)).toBeVisible()
    await refuse(page)
    await expect(page.getByRole('heading', { name: STOP })).toBeFocused()
    await expect(accepted(page)).toBeHidden()
    for (const name of ['Check your phone’s clock', 'Try a practice code', 'locked already']) {
      await expect(page.getByRole('main').getByRole('link', { name })).toBeVisible()
    }
    await expect(page.getByRole('main')).toContainText('a quarter of an hour at least, perhaps for two hours')
    expect(await findViolations(page)).toEqual([])
  })

  test('remembers that, and forgets it once Xero accepts a code', async ({ page }) => {
    await page.goto(CODE)
    await refuse(page)
    await refuse(page)
    await page.reload()
    await expect(page.getByRole('heading', { name: STOP })).toBeVisible()
    await page.getByRole('button', { name: 'I’ve found the cause' }).click()
    await expect(page.getByRole('heading', { name: STOP })).toBeHidden()
    await refuse(page)
    await expect(page.getByRole('heading', { name: STOP })).toBeFocused()
    await page.getByRole('button', { name: 'I’ve found the cause' }).click()
    await accepted(page).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Which backup method does Xero ask for?' })).toBeVisible()
    await page.goto(CODE)
    await expect(page.getByText('That happens. One more try.')).toBeHidden()
    await expect(accepted(page)).toBeVisible()
  })

  test('opens the clock page on the phone by a square code', async ({ page }) => {
    await page.goto(CODE)
    await refuse(page)
    await expect(page.getByRole('button', { name: 'Open the clock page on my phone' })).toBeVisible()
    await refuse(page)
    // The button of the first refusal goes as that of the second comes.
    await expect(page.getByRole('heading', { name: STOP })).toBeFocused()
    await page.getByRole('button', { name: 'Open the clock page on my phone' }).click()
    await expect(page.getByRole('dialog')).toContainText('/two-step/clock/')
    await expect(page.getByRole('img', { name: 'QR code with the address' })).toBeVisible()
  })

  test('can be used by keyboard alone, in Chinese, and where the reader logs in with the app', async ({ page }) => {
    await page.goto('/zh-hans/two-step/log-in-with-app/')
    for (const _ of ['once', 'twice']) {
      await page.locator('[data-refuse]').focus()
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('heading', { name: '两次被拒就够了' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: '检查手机的时间' }).first()).toBeFocused()
  })

  test('shows the step that is turned to in place as it is', async ({ page }) => {
    await page.goto('/two-step/continue-in-xero/')
    await page.getByRole('link', { name: 'It asks for a code' }).click()
    await refuse(page)
    await refuse(page)
    await expect(page.getByRole('heading', { name: STOP })).toBeFocused()
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })
    test('leads to the causes, and has the same words in a fold', async ({ page }) => {
      await page.goto(CODE)
      await page.getByText('Has Xero refused two codes?').click()
      await expect(page.getByText('Xero locks your login').first()).toBeVisible()
      await refuse(page)
      await expect(page).toHaveURL(/problems\/code-refused/)
    })
  })
})
