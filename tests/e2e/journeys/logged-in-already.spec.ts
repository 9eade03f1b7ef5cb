/**
 * Most people who come here are logged in at Xero. Their whole attempt is then a chain of redirects: from our form to the login origin, and
 * on to the consent origin. Chromium holds each of them to the `form-action` of the page with the form.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connectionLimit, disconnect } from '../local-xero.ts'
import { check, forget, mint } from '../mibilling.ts'
import { chooseCompany, connect, continueAs, expectConnectedTo, logInToXero, setOff, useOrganisation } from '../people.ts'
import { GUIDE, XERO, XERO_CONSENT } from '../places.ts'

const ACME = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const BUILT = 'dist/client'
const FORM = 'form[action="/api/xero/authorize"]'
const STOPPED = 'Your browser stopped this'

/** Every English page with a form that leads to Xero, whatever must be true for it to be shown. */
const PAGES = readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html') && !file.startsWith('zh-hans'))
  .filter((file) => readFileSync(join(BUILT, file), 'utf8').includes('action="/api/xero/authorize"'))
  .map((file) => `/${file.slice(0, -'index.html'.length)}`)

async function logInAsTheo(page: Page): Promise<void> {
  await page.goto(`${XERO}/identity/user/login`)
  await page.getByRole('link', { name: 'Theo Three' }).click()
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByLabel('Six-digit code').fill((await page.getByRole('status', { name: 'Code now' }).textContent()) ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Connected apps' })).toBeVisible()
}

/** Presses each form that the pages show now. @returns the pages that have one */
async function pressEach(page: Page): Promise<string[]> {
  const pressed: string[] = []
  for (const path of PAGES) {
    await page.goto(path)
    const count = await page.locator(FORM).count()
    for (let index = 0; index < count; index += 1) {
      await page.goto(path)
      const form = page.locator(FORM).nth(index)
      const closed = page.locator('details:not([open])', { has: form })
      if ((await closed.count()) > 0) await closed.locator('summary').first().click()
      // The bar's own stands in its place in narrow windows alone.
      if (!(await form.isVisible())) continue
      await form.getByRole('button').click()
      await expect(page, `form ${index + 1} of ${path}`).toHaveURL(new RegExp(`^${XERO_CONSENT}/\\?consentId=`))
    }
    if (count > 0) pressed.push(path)
  }
  return pressed
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a person who is logged in at Xero, scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled, actionTimeout: 10_000 })

    test('comes to Xero’s consent page from every form there is', async ({ page, visit, account }) => {
      test.setTimeout(240_000)
      const pressed = new Set<string>()
      const pressAll = async () => {
        for (const path of await pressEach(page)) pressed.add(path)
      }
      await logInAsTheo(page)
      await visit(page)
      await pressAll()

      await visit(page)
      await setOff(page)
      await continueAs(page, 'Theo Three')
      await chooseCompany(page, ACME)
      await useOrganisation(page, ACME)
      await expectConnectedTo(page, ACME)
      await pressAll()

      await disconnect('theo', ACME)
      expect((await check(account)).state).toBe('reconnect-required')
      await pressAll()

      await page.goto('/')
      await page.getByRole('button', { name: 'Reconnect to Xero' }).click()
      await chooseCompany(page, HOLDINGS)
      await expect(page).toHaveURL(/\/problems\/wrong-organisation\//)
      await page.getByRole('button', { name: `Try again for ${ACME}` }).click()
      await continueAs(page, 'Theo Three')
      expect([...pressed].sort()).toEqual([...PAGES].sort())
    })
  })
}

test('a person whose browser stops the chain is told so, and not left with a dead button', async ({ browser }) => {
  // A context of its own: what the policy stops would fail the journey.
  const page = await (await browser.newContext({ baseURL: GUIDE })).newPage()
  await logInAsTheo(page)
  await page.goto(await mint({ account: 'stopped' }))
  await page.route('**/connect/log-in/', async (route) => {
    const answered = await route.fetch()
    const policy = answered.headers()['content-security-policy'] ?? ''
    await route.fulfill({
      response: answered,
      headers: { ...answered.headers(), 'content-security-policy': policy.replace(` ${XERO_CONSENT}`, '') },
    })
  })
  await page.goto('/connect/log-in/')
  await page.getByRole('button', { name: 'Log in to Xero' }).click()
  await expect(page.getByText(STOPPED)).toBeVisible()
  await page.getByRole('link', { name: 'What else you can do' }).click()
  await expect(page).toHaveURL(`${GUIDE}/problems/button-does-nothing/`)
  await page.context().close()
  await forget('stopped')
})

test('a person who logs out at Xero is asked for a login again', async ({ page, visit }) => {
  await visit(page)
  await connect(page, 'Theo Three', ACME)
  await page.goto(`${XERO}/logout`)
  await visit(page)
  await page.goto('/connect/log-in/')
  await page.getByRole('button', { name: 'Log in to Xero' }).click()
  await logInToXero(page, 'Olivia Owner')
})

test('a person whom Xero’s limit of connections stops finds the page that explains it', async ({ page, visit }) => {
  await connectionLimit(0)
  await visit(page)
  await setOff(page)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page).toHaveURL(`${XERO_CONSENT}/connectionLimit`)
  await expect(page.getByRole('heading', { name: 'has reached their Xero connection limit' })).toBeVisible()
  await page.goto('/connect/log-in/')
  await page.getByText('Something else happened', { exact: true }).click()
  await page.getByText('More that can happen', { exact: true }).click()
  await page.getByRole('link', { name: 'Xero says that the connection limit is reached' }).click()
  await expect(page.getByRole('main')).toContainText('has reached their Xero connection limit')
  await expect(page.getByRole('main')).toContainText('You did nothing wrong')
})
