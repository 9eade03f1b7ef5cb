import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { continueAs, expectConnectedTo } from '../people.ts'
import { MISTABLE } from '../places.ts'

const MOST_STOPS = 60

/** Presses Tab until the element has the focus, which must be there to be seen. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  const isThere = () => wanted.evaluate((element) => element === document.activeElement)
  for (let stops = 0; !(await isThere()); stops++) {
    if (stops === MOST_STOPS) throw new Error(`${wanted} cannot be reached by Tab`)
    await page.keyboard.press('Tab')
  }
  const outlines = await wanted.evaluate((element) =>
    [element, element.closest('label')].map((one) => {
      const { outlineStyle, outlineWidth } = one === null ? { outlineStyle: 'none', outlineWidth: '0' } : getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    }),
  )
  expect(outlines, `the focus on ${wanted} can be seen`).toContain(true)
}

async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press(key)
}

const expectHeadingFocused = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name })).toBeFocused()

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a person with a keyboard alone connects two companies and goes back', async ({ page }) => {
  await page.goto(`${MISTABLE}/billing/settings/xero-connect`)
  await press(page, page.getByRole('button', { name: 'Xero Connect' }))
  await press(page, page.getByRole('link', { name: 'Start the guide', exact: true }))
  await expectHeadingFocused(page, 'Who will log in to Xero?')
  await press(page, page.getByRole('link', { name: 'I will' }))
  await expectHeadingFocused(page, 'Do you use two-step authentication for Xero?')
  await press(page, page.getByRole('link', { name: 'Yes, I use it' }))
  await expectHeadingFocused(page, 'Log in to your Xero account')
  await press(page, page.getByRole('button', { name: 'Log in to Xero' }), 'Space')

  await press(page, page.getByRole('link', { name: 'Theo Three' }))
  await expect(page.getByLabel('Email address')).toHaveValue('theo@acme.example.com')
  await press(page, page.getByRole('button', { name: 'Log in' }))
  await tabTo(page, page.getByLabel('Six-digit code'))
  await page.keyboard.type((await page.getByRole('status', { name: 'Code now' }).textContent()) ?? '')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page, page.getByRole('button', { name: 'Allow access' }))
  await press(page, page.getByRole('button', { name: 'Use Acme Telecom Pty Ltd' }))
  await expectConnectedTo(page, 'Acme Telecom Pty Ltd')

  await press(page, page.getByRole('button', { name: 'Connect another organisation' }))
  await continueAs(page, 'Theo Three')
  await tabTo(page, page.getByRole('radio', { disabled: false }).first())
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Acme Telecom NZ Limited' })).toBeChecked()
  await press(page, page.getByRole('button', { name: 'Allow access' }))

  await tabTo(page, page.getByRole('radio', { name: 'Acme Telecom NZ Limited' }))
  await expect(page.getByRole('radio', { name: 'Acme Telecom NZ Limited' })).toBeChecked()
  await press(page, page.getByRole('button', { name: 'Use Acme Telecom NZ Limited' }))
  await expectConnectedTo(page, 'Acme Telecom NZ Limited')
  await expectHeadingFocused(page, 'miBilling is connected to Acme Telecom NZ Limited')
  await press(page, page.getByRole('link', { name: 'Back to miStable' }))
  await expect(page.getByRole('status')).toHaveText('You are back, and Xero is connected.')
})

test('the first Tab offers to skip to the content', async ({ page }) => {
  await page.goto('/connect/dashboard/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('content')
})
