/** A person whom the guide no longer knows comes back by miStable, to the page they wanted. */
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connectionOf, mint } from '../mibilling.ts'
import { chooseCompany, expectProblem, logInToXero, setOff } from '../people.ts'
import { GUIDE } from '../places.ts'

const REF = '7KQ2-M4XP'

const LOST = ['link-expired', 'link-spent', 'session-lost', 'attempt-unknown']
const openMiStable = (page: Page) => page.getByRole('link', { name: 'Open miStable' }).filter({ visible: true })
const filled = (page: Page) => page.locator('.button:not(.quiet, .danger)').filter({ visible: true })

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
])
  test(`the one filled button is in sight at ${viewport.width} × ${viewport.height}`, async ({ page }) => {
    await page.setViewportSize(viewport)
    for (const code of LOST) {
      await page.goto(`/problems/${code}/?ref=${REF}&goto=%2Fconnect%2Flog-in%2F`)
      await expect(filled(page), code).toHaveCount(1)
      await expect(filled(page), code).toHaveText('Open miStable')
      await expect(filled(page), code).toBeInViewport({ ratio: 1 })
    }
  })

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a person who is lost, scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('opens a link that was used, and is at its page after one press', async ({ page, browser, account }) => {
      const url = await mint({ account, goto: '/connection/' })
      const before = await browser.newContext()
      await (await before.newPage()).goto(url)
      await before.close()
      await page.goto(url)
      await expectProblem(page, 'link-spent')
      await openMiStable(page).first().click()
      await expect(page).toHaveURL(`${GUIDE}/connection/`)
      await expect(page.getByText('miStable account: Acme Telecom')).toBeVisible()
    })

    test('loses the visit while in Xero, and is back at the log-in after one press', async ({ page, visit, account }) => {
      await visit(page)
      if (javaScriptEnabled) await setOff(page)
      else {
        await page.goto('/connect/log-in/')
        await page.getByRole('button', { name: 'Log in to Xero' }).filter({ visible: true }).click()
      }
      await logInToXero(page, 'Olivia Owner')
      await page.context().clearCookies({ name: 'session' })
      await chooseCompany(page, 'Riverbank Plumbing Pty Ltd')
      await expectProblem(page, 'session-lost')
      expect((await connectionOf(account)).state).toBe('not-connected')
      await openMiStable(page).first().click()
      await expect(page).toHaveURL(`${GUIDE}/connect/log-in/`)
      await expect(page.getByRole('button', { name: 'Log in to Xero' }).filter({ visible: true })).toBeEnabled()
    })

    test('presses on a step that was left open too long, and is back at it after one press', async ({ page, visit }) => {
      await visit(page)
      await page.goto('/zh-hans/connect/log-in/')
      await page.context().clearCookies({ name: 'session' })
      await page.getByRole('button', { name: '登录 Xero' }).filter({ visible: true }).click()
      await expect(page).toHaveURL(/\/zh-hans\/problems\/session-lost\//)
      await page.getByRole('link', { name: '打开 miStable' }).filter({ visible: true }).first().click()
      await expect(page).toHaveURL(`${GUIDE}/zh-hans/connect/log-in/`)
      await expect(page.getByRole('button', { name: '登录 Xero' }).filter({ visible: true })).toBeEnabled()
    })

    test('is led to the page that was wanted though an older visit is open', async ({ page, visit }) => {
      await visit(page)
      await page.goto(`/problems/link-expired/?ref=${REF}&goto=%2Fconnection%2F`)
      const atMiStable = page.waitForRequest((request) => !request.url().startsWith(GUIDE))
      await openMiStable(page).first().click()
      expect(new URL((await atMiStable).url()).searchParams.get('goto')).toBe('/connection/')
    })

    for (const path of ['/connection/', '/connect/log-in/', '/connect/organisation/', '/zh-hans/reconnect/reconnect-to-xero/'])
      test(`opens ${path} without a visit, and is there with one after one press`, async ({ page }) => {
        await page.goto(path)
        await page
          .getByRole('link', { name: /^(Open miStable|打开 miStable)$/ })
          .filter({ visible: true })
          .first()
          .click()
        await expect(page).toHaveURL(GUIDE + path)
        await expect(page.getByText('Acme Telecom').first()).toBeVisible()
      })

    for (const [code, goto, end] of [
      ['link-expired', '/zh-hans/connect/organisation/', '/zh-hans/connect/organisation/'],
      // Whoever comes back from Xero to a page that doesn't know them has to log in there again.
      ['attempt-unknown', undefined, '/connect/log-in/'],
      // Another site's link to the problem's page leads nowhere else.
      ['session-lost', 'https://evil.example/', '/'],
    ] as const)
      test(`leaves ${code} by a fresh link for ${end}`, async ({ page }) => {
        await page.goto(`/problems/${code}/?${new URLSearchParams({ ref: REF, ...(goto === undefined ? {} : { goto }) })}`)
        await openMiStable(page).first().click()
        await expect(page).toHaveURL(GUIDE + end)
        await expect(page.getByText('Acme Telecom').first()).toBeVisible()
      })
  })
}
