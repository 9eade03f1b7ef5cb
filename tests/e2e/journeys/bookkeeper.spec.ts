import { expect, test } from '../journey.ts'
import { tenantIdOf } from '../local-xero.ts'
import { connectionOf } from '../mibilling.ts'
import {
  chooseCompany,
  connect,
  continueAs,
  expectConnectedTo,
  fetchInvoices,
  openXeroConnect,
  setOff,
  useOrganisation,
} from '../people.ts'

const CAFE = 'Banksia Café Pty Ltd'
const BOOKS = 'Karori Books Limited'

test.describe('Bea, a bookkeeper with one login for two customers of miStable', () => {
  test('never sees the company of one in the other', async ({ page }) => {
    await openXeroConnect(page, 'Acme Telecom')
    await connect(page, 'Bea Bookkeeper', CAFE)
    await expectConnectedTo(page, CAFE)

    await openXeroConnect(page, 'Riverbank Plumbing')
    await expect(page.getByText(CAFE)).toHaveCount(0)
    await setOff(page)
    await continueAs(page, 'Bea Bookkeeper')
    await chooseCompany(page, BOOKS)
    await useOrganisation(page, BOOKS)
    await expectConnectedTo(page, BOOKS)
    await page.getByRole('link', { name: 'Change the organisation' }).click()
    await expect(page.getByRole('radio')).toHaveCount(1)
    await expect(page.getByRole('radio', { name: BOOKS })).toBeChecked()
    expect(await page.content()).not.toContain(await tenantIdOf(CAFE))

    await page.goto('/connect/connected/')
    await page.getByRole('link', { name: 'Back to miStable' }).click()
    await fetchInvoices(page, BOOKS)
    await openXeroConnect(page, 'Acme Telecom')
    await expectConnectedTo(page, CAFE)
    await expect(page.getByText(BOOKS)).toHaveCount(0)
  })

  test('cannot take the other customer’s company by naming it', async ({ page }) => {
    await openXeroConnect(page, 'Acme Telecom')
    await connect(page, 'Bea Bookkeeper', CAFE)
    await openXeroConnect(page, 'Riverbank Plumbing')
    await setOff(page)
    await continueAs(page, 'Bea Bookkeeper')
    await chooseCompany(page, BOOKS)
    await useOrganisation(page, BOOKS)

    const stolen = await tenantIdOf(CAFE)
    const answers = await page.evaluate(async (tenantId) => {
      const visit = document.querySelector<HTMLInputElement>('input[name=visit]')?.value ?? ''
      const json = { 'content-type': 'application/json', visit }
      const put = { method: 'PUT', headers: json, body: JSON.stringify({ tenantId }) }
      const calls = [
        fetch('/api/connection/organisation', put),
        fetch('/api/connection/organisation', { method: 'POST', body: new URLSearchParams({ visit, tenantId }) }),
        fetch(`/api/connection/organisations/${tenantId}`, { method: 'DELETE', headers: { visit } }),
        fetch('/api/xero/authorize', { method: 'POST', body: new URLSearchParams({ visit, organisation: tenantId }) }),
      ]
      return Promise.all(calls.map(async (call) => (await call).status))
    }, stolen)
    expect(answers).toEqual([404, 404, 404, 400])
    expect((await connectionOf('riverbank')).organisations.map(({ name }) => name)).toEqual([BOOKS])
    expect((await connectionOf('acme-telecom')).organisation?.name).toBe(CAFE)
  })

  test('sees nothing of the others when she picks nothing new in Xero, and claims the company by its name', async ({ page }) => {
    await openXeroConnect(page, 'Acme Telecom')
    await connect(page, 'Bea Bookkeeper', CAFE)
    await openXeroConnect(page, 'Riverbank Plumbing')
    await setOff(page)
    await continueAs(page, 'Bea Bookkeeper')
    await page.getByRole('button', { name: 'Continue with 1 organisation' }).click()
    await expect(page.getByRole('heading', { name: 'I came back but no company was connected' })).toBeVisible()
    await expect(page.getByText(CAFE)).toHaveCount(0)
    expect(await connectionOf('riverbank')).toMatchObject({ state: 'not-connected', organisations: [] })

    await page.getByLabel('Name of the organisation').fill('Karori Books')
    await page.getByRole('button', { name: 'Look for this company' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'no organisation of that name' })).toBeVisible()
    await expect(page.getByText('Tries left: 4')).toBeVisible()
    await page.getByLabel('Name of the organisation').fill('banksia cafe')
    await page.getByRole('button', { name: 'Look for this company' }).click()
    await useOrganisation(page, CAFE)
    await expectConnectedTo(page, CAFE)
    expect((await connectionOf('acme-telecom')).organisation?.name).toBe(CAFE)
  })
})
