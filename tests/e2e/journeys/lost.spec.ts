/** A person whom the guide no longer knows comes back by miStable, to the page they wanted. */
import { expect, test } from '../journey.ts'
import { connectionOf, mint } from '../mibilling.ts'
import { chooseCompany, expectProblem, logInToXero, setOff } from '../people.ts'
import { GUIDE } from '../places.ts'

const REF = '7KQ2-M4XP'

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
      await page.getByRole('link', { name: 'Open miStable' }).filter({ visible: true }).first().click()
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
      await page.getByRole('link', { name: 'Open miStable' }).filter({ visible: true }).first().click()
      await expect(page).toHaveURL(`${GUIDE}/connect/log-in/`)
      await expect(page.getByRole('button', { name: 'Log in to Xero' }).filter({ visible: true })).toBeEnabled()
    })

    for (const [code, goto, end] of [
      ['link-expired', '/zh-hans/connect/organisation/', '/zh-hans/connect/organisation/'],
      ['attempt-unknown', undefined, '/'],
      // Another site's link to the problem's page leads nowhere else.
      ['session-lost', 'https://evil.example/', '/'],
    ] as const)
      test(`leaves ${code} by a fresh link for ${end}`, async ({ page }) => {
        await page.goto(`/problems/${code}/?${new URLSearchParams({ ref: REF, ...(goto === undefined ? {} : { goto }) })}`)
        await page.getByRole('link', { name: 'Open miStable' }).filter({ visible: true }).first().click()
        await expect(page).toHaveURL(GUIDE + end)
        await expect(page.getByText('Acme Telecom').first()).toBeVisible()
      })
  })
}
