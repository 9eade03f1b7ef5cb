import { expect, test } from '../journey.ts'
import { readCalls } from '../local-xero.ts'
import { connectionOf, mint } from '../mibilling.ts'
import {
  chooseCompany,
  connect,
  continueAs,
  expectConnectedTo,
  expectProblem,
  logInToXero,
  setOff,
  useOrganisation,
} from '../people.ts'
import { GUIDE } from '../places.ts'

const RIVERBANK = 'Riverbank Plumbing Pty Ltd'

test.describe('a person who', () => {
  test('cancels in Xero changes nothing, and may set off again', async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Theo Three', 'Acme Telecom Pty Ltd')
    const before = await connectionOf(account)
    await page.getByRole('button', { name: 'Connect another organisation' }).click()
    await continueAs(page, 'Theo Three')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectProblem(page, 'cancelled')
    expect(await connectionOf(account)).toEqual(before)
    await page.getByRole('button', { name: 'Log in to Xero' }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, 'Acme Holdings Pty Ltd')
    await expect(page.getByRole('radio')).toHaveCount(2)
  })

  test('arrives a second time sees the same result, and goes back and forth unharmed', async ({ page, visit }) => {
    await visit(page)
    await setOff(page)
    await logInToXero(page, 'Olivia Owner')
    const arriving = page.waitForRequest((request) => request.url().startsWith(`${GUIDE}/api/xero/callback`))
    await chooseCompany(page, RIVERBANK)
    await useOrganisation(page, RIVERBANK)
    await expectConnectedTo(page, RIVERBANK)
    const callback = (await arriving).url()
    const exchanges = async () => (await readCalls()).filter(({ path }) => path === '/connect/token').length
    expect(await exchanges()).toBe(1)

    await page.goto(callback)
    await expect(page).toHaveURL(`${GUIDE}/connect/organisation/`)
    await page.getByRole('link', { name: `Keep ${RIVERBANK}` }).click()
    await expectConnectedTo(page, RIVERBANK)
    expect(await exchanges()).toBe(1)

    await page.goBack()
    await expect(page).toHaveURL(`${GUIDE}/connect/organisation/`)
    await page.goForward()
    await expectConnectedTo(page, RIVERBANK)
  })

  test('is refused a second time sees the same support code', async ({ page, visit }) => {
    await visit(page)
    await setOff(page)
    await logInToXero(page, 'Noah Nobody')
    const arriving = page.waitForRequest((request) => request.url().startsWith(`${GUIDE}/api/xero/callback`))
    await page.getByRole('button', { name: 'Allow access' }).click()
    await expectProblem(page, 'no-organisation')
    const first = page.url()
    await page.goto((await arriving).url())
    await expect(page).toHaveURL(first)
  })

  test('sets off in two tabs ends well in both', async ({ page, visit, context, account }) => {
    await visit(page)
    await setOff(page)
    const other = await context.newPage()
    await visit(other)
    await setOff(other)
    await logInToXero(page, 'Theo Three')
    await other.reload()
    await continueAs(other, 'Theo Three')
    await chooseCompany(other, 'Acme Holdings Pty Ltd')
    await useOrganisation(other, 'Acme Holdings Pty Ltd')
    await expectConnectedTo(other, 'Acme Holdings Pty Ltd')
    await chooseCompany(page, 'Acme Telecom Pty Ltd')
    await expect(page.getByRole('radio', { name: 'Acme Holdings Pty Ltd' })).toBeVisible()
    await expect(page.getByRole('radio', { name: 'Acme Telecom Pty Ltd' })).toBeChecked()
    expect((await connectionOf(account)).organisation?.name).toBe('Acme Holdings Pty Ltd')
  })

  test('forwards the link opens no visit for another, and may use it again in the same browser', async ({
    page,
    account,
    browser,
  }) => {
    const link = await mint({ account, name: 'Wattle Cycles' })
    await page.goto(link)
    await expect(page.getByText('miStable account: Wattle Cycles')).toBeVisible()
    const elsewhere = await browser.newContext()
    const other = await elsewhere.newPage()
    await other.goto(link)
    await expectProblem(other, 'link-spent')
    await other.goto(`${GUIDE}/connect/log-in/`)
    await expect(other.getByRole('heading', { name: 'Come here from miStable first' })).toBeVisible()
    await expect(other.getByRole('button', { name: 'Log in to Xero' })).toHaveCount(0)
    await elsewhere.close()
    await page.goto(link)
    await expect(page).toHaveURL(`${GUIDE}/`)
    await expect(page.getByText('miStable account: Wattle Cycles')).toBeVisible()
  })
})
