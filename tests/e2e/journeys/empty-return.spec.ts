/** Back from Xero without an organisation: the page says whose login that was, and what can be known about it. */
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { chooseCompany, connect, continueAs, expectProblem, logInToXero, setOff, switchIfAsked } from '../people.ts'
import { GUIDE } from '../places.ts'

const CAFE = 'Banksia Café Pty Ltd'
const NOAH = 'You came back from Xero logged in as Noah Nobody noah@example.com'
const NONE_LISTED = 'miBilling can see no organisation of this login.'
const NONE_NEW = 'You came back without a new organisation.'

async function comeBackAsNoah(page: Page): Promise<void> {
  await setOff(page)
  await logInToXero(page, 'Noah Nobody')
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expectProblem(page, 'no-organisation')
}

const main = (page: Page) => page.getByRole('main')
/** The headings that tell the reasons apart, for readers of whom nothing is known. */
const reasons = (page: Page) => main(page).getByRole('heading', { level: 3 })

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'a person' : 'a person without scripts', () => {
    test.use({ javaScriptEnabled })

    test('whose login has nothing that miBilling can see reads whose it is, in both languages', async ({ page, visit }) => {
      await visit(page)
      await comeBackAsNoah(page)
      await expect(main(page).getByText(NOAH)).toBeVisible()
      await expect(main(page)).toContainText(NONE_LISTED)
      await expect(reasons(page)).toHaveCount(0)
      await expect(page.getByLabel('Name of the organisation')).toHaveCount(0)
      await expect(main(page).getByRole('link', { name: 'Log out of Xero' })).toBeVisible()
      await expect(main(page).getByRole('link', { name: 'Ask them' })).toBeVisible()
      await page.goto(page.url().replace(GUIDE, `${GUIDE}/zh-hans`))
      await expect(main(page)).toContainText('登录账号：Noah Nobody noah@example.com')
      await expect(main(page)).toContainText('miBilling 看不到这个登录账号的任何公司')
    })

    test('who picks nothing new reads so, and may type the name', async ({ page, visit, account }) => {
      await visit(page)
      await connect(page, 'Bea Bookkeeper', CAFE)
      await visit(page, { account: `${account}-second`, name: 'Second Account' })
      await switchIfAsked(page, 'Second Account')
      await setOff(page)
      await continueAs(page, 'Bea Bookkeeper')
      await page.getByRole('button', { name: 'Continue with 1 organisation' }).click()
      await expectProblem(page, 'no-organisation')
      await expect(main(page).getByText('logged in as Bea Bookkeeper bea@ledger-lane.example.com')).toBeVisible()
      await expect(main(page)).toContainText(NONE_NEW)
      await expect(main(page)).not.toContainText(NONE_LISTED)
      await expect(reasons(page)).toHaveCount(0)
      await expect(page.getByLabel('Name of the organisation')).toBeVisible()
    })
  })

test('the same page is the same after Xero’s callback comes twice, and plain in another browser', async ({
  page,
  visit,
  browser,
}) => {
  await visit(page)
  await setOff(page)
  await logInToXero(page, 'Noah Nobody')
  const arriving = page.waitForRequest((request) => request.url().startsWith(`${GUIDE}/api/xero/callback`))
  await page.getByRole('button', { name: 'Allow access' }).click()
  await expectProblem(page, 'no-organisation')
  const address = page.url()
  const words = await main(page).textContent()
  await page.goto((await arriving).url())
  await expect(page).toHaveURL(address)
  expect(await main(page).textContent()).toBe(words)

  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(address)
  await expect(reasons(stranger)).toHaveCount(3)
  await expect(main(stranger)).not.toContainText('Noah')
  await stranger.context().close()
})

test('the login is gone from the page once the person has connected an organisation', async ({ page, visit }) => {
  await visit(page)
  await comeBackAsNoah(page)
  const address = page.url()
  await page.getByRole('button', { name: 'Log in to Xero' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await logInToXero(page, 'Theo Three')
  await chooseCompany(page, 'Acme Holdings Pty Ltd')
  await page.waitForURL('**/connect/organisation/')
  await page.goto(address)
  await expect(main(page)).not.toContainText('Noah')
})
