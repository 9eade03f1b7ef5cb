/** Someone who works for two customers of miStable, with both open in one browser. */
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connectedAtXero } from '../local-xero.ts'
import { connectionOf, mint } from '../mibilling.ts'
import {
  chooseCompany,
  connect,
  continueAs,
  expectConnectedTo,
  logInToXero,
  setOff,
  switchIfAsked,
  useOrganisation,
} from '../people.ts'
import { GUIDE } from '../places.ts'
import { findViolations } from '../site/axe.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const [A, B] = ['Wattle Cycles', 'Banksia Books']

/** The pages that show forms, and how many at least. */
const PAGES = [
  ['/connect/log-in/', 1],
  ['/connect/organisation/', 2],
  ['/connect/connected/', 2],
  ['/connection/', 3],
  ['/problems/cancelled/', 1],
  ['/comments/connect/dashboard/', 1],
] as const

/** Every form that acts for the visit that the page was shown for. */
const formsOf = (page: Page) => page.locator('form:has(> input[name=visit]):not([action="/api/visit/switch"])')
const markOf = (page: Page): Promise<string> => formsOf(page).first().locator('input[name=visit]').inputValue()

/** As the person would, in another tab. */
async function switchTo(page: Page, visit: string): Promise<void> {
  const answer = await page.request.post('/api/visit/switch', { form: { visit }, headers: { origin: GUIDE }, maxRedirects: 0 })
  expect(answer.headers()['location']).toBe('/')
}

async function fillIn(page: Page): Promise<void> {
  if (!page.url().includes('/comments/')) return
  await page.getByLabel('Name to show').fill('Theo')
  await page.getByLabel('Your comment').fill('Hello')
}

/** With a script the page stays, and says what happened. */
async function expectOtherAccount(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: 'What this means and what to do' })
  const heading = page.getByRole('heading', { level: 1, name: 'This page belongs to another account' })
  await expect(link.or(heading)).toBeVisible()
  if (await link.isVisible()) await link.click()
  await expect(heading).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: A })).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: B })).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('a page of one account changes nothing once the browser acts for the other', async ({ page, visit, context, account }) => {
      test.setTimeout(120_000)
      const b = `${account}-b`
      const tab = await context.newPage()
      await visit(page, { name: A })
      await connect(page, 'Theo Three', TELECOM)
      await expectConnectedTo(page, TELECOM)
      const markOfA = await markOf(page)

      await visit(tab, { account: b, name: B })
      await switchIfAsked(tab, B)
      await setOff(tab)
      await continueAs(tab, 'Theo Three')
      await chooseCompany(tab, HOLDINGS)
      await useOrganisation(tab, HOLDINGS)
      await expectConnectedTo(tab, HOLDINGS)
      const markOfB = await markOf(tab)
      const before = [await connectionOf(account), await connectionOf(b), await connectedAtXero()]

      for (const [address, least] of PAGES) {
        let count = least as number
        for (let form = 0; form < count; form += 1) {
          await switchTo(tab, markOfA)
          await page.goto(address)
          count = await formsOf(page).count()
          expect(count).toBeGreaterThanOrEqual(least)
          await fillIn(page)
          await switchTo(tab, markOfB)
          await formsOf(page)
            .nth(form)
            .evaluate((element) => (element as HTMLFormElement).requestSubmit())
          await expectOtherAccount(page)
        }
      }
      expect([await connectionOf(account), await connectionOf(b), await connectedAtXero()]).toEqual(before)
    })

    test('both accounts are named, and each way on works', async ({ page, visit, context, account }) => {
      const tab = await context.newPage()
      await visit(page, { name: A })
      await page.goto('/connect/log-in/')
      await visit(tab, { account: `${account}-b`, name: B })
      await switchIfAsked(tab, B)

      await page.getByRole('button', { name: 'Log in to Xero' }).click()
      await expectOtherAccount(page)
      if (javaScriptEnabled) expect(await findViolations(page)).toEqual([])
      await page.getByRole('button', { name: `Carry on with ${A}` }).click()
      await expect(page).toHaveURL(`${GUIDE}/connect/log-in/`)
      await expect(page.getByText(`miStable account: ${A}`)).toBeVisible()

      await tab.goto('/')
      await expect(tab.getByText(`miStable account: ${A}`)).toBeVisible()
      await visit(tab, { account: `${account}-b`, name: B })
      await switchIfAsked(tab, B)
      await page.getByRole('button', { name: 'Log in to Xero' }).click()
      await expectOtherAccount(page)
      await page.getByRole('button', { name: `Carry on with ${B}` }).click()
      await expect(page.getByText(`miStable account: ${B}`)).toBeVisible()
      await page.getByRole('button', { name: 'Log in to Xero' }).click()
      await logInToXero(page, 'Theo Three')
      await chooseCompany(page, TELECOM)
      await useOrganisation(page, TELECOM)
      await expectConnectedTo(page, TELECOM)
      expect((await connectionOf(account)).organisations).toEqual([])
    })

    test('a link for the other account asks first, and staying leaves it unused', async ({ page, visit, account }) => {
      await visit(page, { name: A })
      const link = await mint({ account: `${account}-b`, name: B })
      await page.goto(link)
      await expect(page.getByRole('heading', { name: `Switch to ${B}?` })).toBeVisible()
      await expect(page.getByText(`You are setting up ${A}`)).toBeVisible()
      if (javaScriptEnabled) expect(await findViolations(page)).toEqual([])
      await page.getByRole('link', { name: `Stay with ${A}` }).click()
      await expect(page.getByText(`miStable account: ${A}`)).toBeVisible()
      await page.goto(link)
      await page.getByRole('button', { name: `Switch to ${B}` }).click()
      await expect(page.getByText(`miStable account: ${B}`)).toBeVisible()
    })

    test('an attempt ends in the account that it was begun for', async ({ page, visit, context, account }) => {
      const tab = await context.newPage()
      await visit(page, { name: A })
      await setOff(page)
      await logInToXero(page, 'Theo Three')
      await visit(tab, { account: `${account}-b`, name: B })
      await switchIfAsked(tab, B)
      await chooseCompany(page, TELECOM)
      await expectOtherAccount(page)
      await page.getByRole('button', { name: `Carry on with ${A}` }).click()
      await useOrganisation(page, TELECOM)
      await expectConnectedTo(page, TELECOM)
      expect((await connectionOf(`${account}-b`)).organisations).toEqual([])
    })
  })
}
