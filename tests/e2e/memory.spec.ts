import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { connect, expectConnectedTo } from './people.ts'
import { GUIDE } from './places.ts'

/** As the Worker names the accounts of two visits. */
const [ACME, RIVERBANK] = ['Zk3vQx_0aB-9LmTe', 'another-account0']

const beHereFor = (context: BrowserContext, account: string): Promise<void> =>
  context.addCookies([{ name: 'guide-account', value: account, url: GUIDE }])

const stop = (page: Page, label: string) => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: label })

async function expectDone(page: Page, label: string, done: boolean): Promise<void> {
  await expect(page.getByText('Your place is kept on this device.')).toBeVisible()
  await expect(stop(page, label)).toHaveAccessibleName(done ? `${label} (done)` : label)
}

/** Of a chapter that is folded, which the list of steps shows by its title alone. */
async function expectChapterDone(page: Page, title: string, done: boolean): Promise<void> {
  await expect(page.getByText('Your place is kept on this device.')).toBeVisible()
  const chapter = page.getByRole('navigation', { name: 'Steps' }).locator('[data-rail-chapter]').filter({ hasText: title })
  await expect(chapter.locator('.chapter-title [data-rail-done]')).toHaveJSProperty('hidden', !done)
}

/** Presses the button that says that the step is done. */
async function doDashboard(page: Page): Promise<void> {
  await page.goto('/connect/dashboard/')
  await page.locator('.bar a.button').click()
  await expect(page).toHaveURL(/xero-connect\/$/)
}

test('what was done for one account is not shown to another, and is there again for the first', async ({ page, context }) => {
  await beHereFor(context, ACME)
  await doDashboard(page)
  await expectDone(page, 'Open the dashboard', true)
  await beHereFor(context, RIVERBANK)
  await page.reload()
  await expectDone(page, 'Open the dashboard', false)
  await beHereFor(context, ACME)
  await page.reload()
  await expectDone(page, 'Open the dashboard', true)
  await context.clearCookies({ name: 'guide-account' })
  await page.reload()
  await expectDone(page, 'Open the dashboard', false)
})

test('who begins before they come from miStable keeps their place, and nobody after them gets it', async ({ page, context }) => {
  await doDashboard(page)
  await beHereFor(context, ACME)
  await page.goto('/connect/xero-connect/')
  await expectDone(page, 'Open the dashboard', true)
  await beHereFor(context, RIVERBANK)
  await page.reload()
  await expectDone(page, 'Open the dashboard', false)
})

test('a browser that moves between two accounts shows each its own', async ({ page, visit, account }) => {
  await doDashboard(page)
  await visit(page, { goto: '/connect/two-step/' })
  await page.getByRole('link', { name: 'Yes, I use it' }).click()
  await page.goto('/connect/who-connects/')
  await expectDone(page, 'Two-step authentication', true)

  await visit(page, { account: `${account}-other`, name: 'Other Business' })
  await page.getByRole('button', { name: 'Switch to Other Business' }).click()
  await page.goto('/connect/who-connects/')
  await expectDone(page, 'Two-step authentication', false)

  await visit(page)
  await page.getByRole('button', { name: 'Switch to Wattle Cycles' }).click()
  await page.goto('/connect/who-connects/')
  await expectDone(page, 'Two-step authentication', true)
  await page.goto('/')
  await page.getByRole('button', { name: 'Leave Wattle Cycles' }).click()
  await page.goto('/connect/who-connects/')
  await expectDone(page, 'Two-step authentication', false)
})

test('a page that is the same for everybody never says that something is connected', async ({ page }) => {
  const answers = { dashboard: 'done', organisation: 'done', connected: 'done' }
  const kept = { version: 1, savedAt: Math.floor(Date.now() / 1000), flows: { connect: { answers, visited: ['connected'] } } }
  await page.addInitScript((record) => localStorage.setItem('guide.progress', record), JSON.stringify(kept))
  await page.goto('/connect/xero-connect/')
  await expectDone(page, 'Open the dashboard', true)
  await expectChapterDone(page, 'In this guide', false)
})

test('a page that the Worker fills in says so while it is true', async ({ page, context, visit, account }) => {
  await visit(page)
  await connect(page, 'Olivia Owner', 'Riverbank Plumbing Pty Ltd')
  await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')
  await expectDone(page, 'Connected', true)
  await expectDone(page, 'Choose for miBilling', true)
  await page.goto('/connect/dashboard/')
  await expectChapterDone(page, 'In this guide', false)
  await context.clearCookies()
  await visit(page, { account: `${account}-other`, name: 'Other Business', goto: '/connect/log-in/' })
  await expectChapterDone(page, 'In this guide', false)
})
