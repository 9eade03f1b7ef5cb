import { expect, test } from '../journey.ts'
import { readCalls } from '../local-xero.ts'
import { connectionOf } from '../mibilling.ts'
import { chooseCompany, connect, continueAs, expectProblem, expectReconnected, logInToXero } from '../people.ts'
import { GUIDE } from '../places.ts'
import { ACME, button, lose, PAGE } from '../your-connection.ts'

test.describe('reconnecting in one press', () => {
  test.beforeEach(async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Theo Three', ACME)
    await page.waitForURL('**/connect/connected/')
    await lose(account)
  })

  for (const from of ['/connection/', '/', '/reconnect/reconnect-to-xero/']) {
    test(`from ${from}`, async ({ page, account }) => {
      await page.goto(GUIDE + from)
      await expect(page.getByText(ACME).first()).toBeVisible()
      await button(page, 'Reconnect to Xero').click()
      await continueAs(page, 'Theo Three')
      await chooseCompany(page, ACME)
      await expectReconnected(page, ACME)
      expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([ACME])
    })
  }

  test('says why, who, and what Xero will show this time', async ({ page }) => {
    await page.goto(PAGE)
    await expect(page.getByText('Needs you', { exact: true })).toBeVisible()
    await expect(page.getByText(`miBilling can’t reach ${ACME} any more. We noticed on`)).toContainText(', Sydney time.')
    await expect(page.getByText('What miBilling may do')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Make the link' })).toBeVisible()
    await expect(page.getByText('Someone disconnected miBilling in Xero, under Settings > Connected apps.')).toBeVisible()
    await expect(page.getByText('theo@acme.example.com')).toBeVisible()
    await expect(page.getByText(`Choose ${ACME} in Xero’s list, then press “Allow access”.`)).toBeVisible()
    await expect(button(page, 'Reconnect to Xero')).toHaveCount(1)
  })

  test('after a cancel is one press again, for the same organisation', async ({ page, account }) => {
    await page.goto(PAGE)
    await button(page, 'Reconnect to Xero').click()
    await continueAs(page, 'Theo Three')
    await page
      .getByRole('button', { name: 'Cancel' })
      .or(page.getByRole('link', { name: 'Cancel' }))
      .click()
    await expectProblem(page, 'cancelled')
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', organisation: { name: ACME } })
    await button(page, 'Log in to Xero').click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, ACME)
    await expectReconnected(page, ACME)
  })

  test('when a colleague was faster sends nobody to Xero', async ({ page, browser, account, visit }) => {
    await page.goto(PAGE)
    const colleague = await (await browser.newContext()).newPage()
    await visit(colleague)
    await colleague.goto(PAGE)
    await button(colleague, 'Reconnect to Xero').click()
    await logInToXero(colleague, 'Theo Three')
    await chooseCompany(colleague, ACME)
    await expectReconnected(colleague, ACME)
    await colleague.context().close()

    const before = (await readCalls()).length
    await button(page, 'Reconnect to Xero').click()
    await expect(page).toHaveURL(`${PAGE}?repaired=already`)
    await expect(page.getByText(`${ACME} works again already.`)).toBeVisible()
    expect((await readCalls()).length).toBe(before)
    expect((await connectionOf(account)).state).toBe('connected')
  })
})
