/** What a reader is to do next is in sight without scrolling, on every kind of page. */
import type { Locator, Page } from '@playwright/test'
import { readContent } from '../../../src/guide/content.ts'
import { expect, test } from '../journey.ts'
import { books, disconnect } from '../local-xero.ts'
import { check } from '../mibilling.ts'
import { chooseCompany, logInToXero, setOff, useOrganisation } from '../people.ts'
import { GUIDE } from '../places.ts'

const ACME = 'Acme Telecom Pty Ltd'
const { steps, flows } = readContent()
const inFlow = (id: string) => flows.find(({ words }) => words.status === 'released' && id in words.steps)?.id
const addressesOf = (kind: string): string[] =>
  steps
    .flatMap(({ id, words }) => (words.kind === kind ? [`/${inFlow(id)}/${id}/`] : []))
    .filter((address) => !address.startsWith('/undefined'))

/** How much of the window a fixed bar at the bottom leaves. */
const heightLeft = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const bar = document.querySelector('.bar')
    return bar !== null && getComputedStyle(bar).position === 'fixed' ? bar.getBoundingClientRect().top : innerHeight
  })

async function expectInSight(page: Page, part: Locator): Promise<void> {
  await expect(part).toBeVisible()
  const box = await part.boundingBox()
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  expect(box?.y ?? -1).toBeGreaterThanOrEqual(0)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
}

const filled = (page: Page) => page.locator('.button:not(.quiet, .danger)').filter({ visible: true })

test.describe('at 1280 × 720', () => {
  test.use({ viewport: { width: 1280, height: 720 } })

  for (const kind of ['task', 'connect', 'outcome']) {
    test(`every ${kind} page shows its one filled button`, async ({ page }) => {
      const addresses = addressesOf(kind)
      expect(addresses.length).toBeGreaterThan(2)
      test.setTimeout(10_000 + 2_000 * addresses.length)
      for (const address of addresses) {
        await page.goto(GUIDE + address)
        await expect(filled(page), address).toHaveCount(1)
        await expectInSight(page, filled(page))
      }
    })
  }

  test('every question shows its first answer', async ({ page }) => {
    const addresses = addressesOf('choice')
    test.setTimeout(10_000 + 2_000 * addresses.length)
    for (const address of addresses) {
      await page.goto(GUIDE + address)
      await expectInSight(page, page.locator('.choices a').first())
    }
  })

  test('a drawing that stays in sight never lies over the row below it', async ({ page }) => {
    await page.goto(`${GUIDE}/connect/company/`)
    for (const name of ['Yes', 'No']) await page.getByRole('button', { name, exact: true }).click({ trial: true })
    await page.getByRole('button', { name: 'On my phone' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })

  test('the first page and a problem page show their filled button', async ({ page }) => {
    for (const address of ['/', '/problems/cancelled/', '/two-step/clock/', '/who-must/must-for-xero/']) {
      await page.goto(GUIDE + address)
      await expectInSight(page, filled(page).first())
    }
  })
})

test.describe('at 390 × 844', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('every question shows its first answer above the bar', async ({ page }) => {
    const addresses = addressesOf('choice')
    expect(addresses.length).toBeGreaterThan(5)
    test.setTimeout(10_000 + 2_000 * addresses.length)
    for (const address of addresses) {
      await page.goto(GUIDE + address)
      const box = await page.locator('.choices a').first().boundingBox()
      expect((box?.y ?? 9999) + (box?.height ?? 0), address).toBeLessThanOrEqual(await heightLeft(page))
    }
  })

  test('the clock page shows its reading and its one filled button', async ({ page }) => {
    await page.goto(`${GUIDE}/two-step/clock/`)
    await expectInSight(page, page.locator('.reading strong:visible'))
    await expect(filled(page)).toHaveCount(1)
    await expectInSight(page, filled(page))
  })

  test('every task shows its one filled button', async ({ page }) => {
    const addresses = addressesOf('task')
    test.setTimeout(10_000 + 2_000 * addresses.length)
    for (const address of addresses) {
      await page.goto(GUIDE + address)
      await expectInSight(page, filled(page))
    }
  })
})

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test.describe(`the page of the connection at ${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport })

    test('shows its one filled button in every state', async ({ page, visit, account }) => {
      const expectOne = async (state: string): Promise<void> => {
        await page.goto(`${GUIDE}/connection/`)
        await expect(filled(page), state).toHaveCount(1)
        await expectInSight(page, filled(page))
      }
      await expectOne('nobody')
      await books(ACME, { class: 'EARLY', endOfYearLockDate: '2099-06-30' })
      await visit(page)
      await expectOne('not connected')
      await page.goto(GUIDE)
      await setOff(page)
      await logInToXero(page, 'Theo Three')
      await chooseCompany(page, ACME)
      await page.waitForURL('**/connect/organisation/')
      await expectOne('to be chosen')
      await page.goto(`${GUIDE}/connect/organisation/`)
      await useOrganisation(page, ACME)
      await expectOne('connected, with something to do first')
      await filled(page).click()
      await expect(page.getByText('You asked, and Xero answered.')).toBeVisible()
      await expectOne('just checked')
      await disconnect('theo', ACME)
      await check(account)
      await expectOne('to be reconnected')
      await page.locator('summary', { hasText: 'Disconnect from Xero' }).click()
      await page.getByRole('button', { name: `Disconnect ${ACME}` }).click()
      await expect(page.getByText(`${ACME} is disconnected.`)).toBeVisible()
      await expectOne('just disconnected')
    })
  })
}
