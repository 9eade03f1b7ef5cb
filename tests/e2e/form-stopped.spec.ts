import type { Page } from '@playwright/test'
import { test as base, expect } from '@playwright/test'
import { forget, mint } from './mibilling.ts'
import { logInToXero, setOff } from './people.ts'
import { GUIDE, XERO_CONSENT } from './places.ts'

/** Without the journeys' watch over the console: here the policy is meant to stop something. */
const test = base.extend<{ readonly visitor: Page }>({
  visitor: async ({ page }, use) => {
    const account = `stopped-${Date.now().toString(36)}`
    await page.goto(await mint({ account, name: 'Wattle Cycles' }))
    await use(page)
    await forget(account)
  },
})

/** Serves the pages of the guide with another word on where forms may lead. */
async function allowForms(page: Page, where: string): Promise<void> {
  await page.route(`${GUIDE}/**/log-in/`, async (route) => {
    const answer = await route.fetch()
    const policy = (answer.headers()['content-security-policy'] ?? '').replace(/form-action [^;]+/, `form-action ${where}`)
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': policy } })
  })
}

const NOTE = 'Your browser stopped this'

test('a page says so when its policy stops the redirect that answers a form', async ({ visitor: page }) => {
  await allowForms(page, "'self'")
  await page.goto('/connect/log-in/')
  await expect(page.getByText(NOTE)).toBeHidden()
  await page.getByRole('button', { name: 'Log in to Xero' }).click()
  await expect(page.getByText(NOTE)).toBeVisible()
  await expect(page.locator('[data-form-stopped]')).toBeFocused()
  await expect(page).toHaveURL(`${GUIDE}/connect/log-in/`)
  await page.getByRole('link', { name: 'What else you can do' }).click()
  await expect(page).toHaveURL(`${GUIDE}/problems/button-does-nothing/`)
})

test('a page says so when its policy stops the form itself', async ({ visitor: page }) => {
  await allowForms(page, "'none'")
  await page.goto('/connect/log-in/')
  // Playwright takes such a form for a page that is about to come, and would wait for it: the page itself is asked instead.
  await page.getByRole('button', { name: 'Log in to Xero' }).click({ noWaitAfter: true })
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain(NOTE)
})

test('a page says so in the reader’s language', async ({ visitor: page }) => {
  await allowForms(page, "'self'")
  await page.goto('/zh-hans/connect/log-in/')
  await page.getByRole('button', { name: '登录 Xero' }).click()
  await expect(page.getByText('浏览器阻止了这一步')).toBeVisible()
})

test('a page says nothing when something else is stopped, or only reported', async ({ visitor: page }) => {
  await page.goto('/connect/log-in/')
  await page.evaluate(() => {
    const event = { blockedURI: 'https://xero.example/a', disposition: 'enforce', effectiveDirective: 'img-src' } as const
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', event))
    const reported = { ...event, disposition: 'report', effectiveDirective: 'form-action' } as const
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', reported))
  })
  await expect(page.getByText(NOTE)).toBeHidden()
})

test('the policy as it is lets a reader through to Xero', async ({ visitor: page }) => {
  await page.goto('/')
  await setOff(page)
  await logInToXero(page, 'Olivia Owner')
  await expect(page).toHaveURL(new RegExp(`^${XERO_CONSENT}/`))
})
