import { expect, test } from '../journey.ts'
import {
  chooseCompany,
  connect,
  expectConnectedTo,
  fetchInvoices,
  logInToXero,
  openXeroConnect,
  setOff,
  useOrganisation,
} from '../people.ts'
import { MISTABLE } from '../places.ts'

test.describe('Olivia, who owns one company', () => {
  test('is connected when she is back from Xero and has confirmed her company', async ({ page }) => {
    await openXeroConnect(page, 'Riverbank Plumbing')
    await setOff(page, 'I’m not sure')
    await logInToXero(page, 'Olivia Owner')
    await chooseCompany(page, 'Riverbank Plumbing Pty Ltd')
    await expect(
      page.getByText('Let miBilling use Riverbank Plumbing Pty Ltd (Xero) for Riverbank Plumbing (miStable)?'),
    ).toBeVisible()
    await expect(page.getByText('Logged in to Xero as Olivia Owner')).toBeVisible()
    await useOrganisation(page, 'Riverbank Plumbing Pty Ltd')
    await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')
    await expect(page.getByText('Olivia Owner')).toBeVisible()

    await page.getByRole('link', { name: 'Back to miStable' }).click()
    await expect(page).toHaveURL(`${MISTABLE}/billing/settings/xero-connect?account=riverbank&xero=connected`)
    await expect(page.getByRole('status')).toHaveText('You are back, and Xero is connected.')
    await expect(page.getByText('Riverbank Plumbing Pty Ltd (AU · AUD)')).toBeVisible()
    await fetchInvoices(page, 'Riverbank Plumbing Pty Ltd')
  })

  test('is told that she is connected when she opens the guide again', async ({ page, visit }) => {
    await visit(page)
    await connect(page, 'Olivia Owner', 'Riverbank Plumbing Pty Ltd')
    await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')
    await visit(page)
    await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')
    await page.getByRole('link', { name: 'See or change the connection' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Your connection' })).toBeVisible()
    await expect(page.getByText('Riverbank Plumbing Pty Ltd', { exact: true }).first()).toBeVisible()
  })
})
