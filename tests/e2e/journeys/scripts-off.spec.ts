import { expect, test } from '../journey.ts'
import { connectedAtXero } from '../local-xero.ts'
import { connectionOf } from '../mibilling.ts'
import {
  chooseCompany,
  continueAs,
  expectConnectedTo,
  fetchInvoices,
  logInToXero,
  openXeroConnect,
  setOff,
  useOrganisation,
} from '../people.ts'

test.use({ javaScriptEnabled: false })

test('a person without scripts connects two companies, chooses, goes back and disconnects', async ({ page }) => {
  await openXeroConnect(page, 'Acme Telecom')
  await setOff(page)
  await logInToXero(page, 'Theo Three')
  await chooseCompany(page, 'Acme Holdings Pty Ltd')
  await useOrganisation(page, 'Acme Holdings Pty Ltd')
  await expectConnectedTo(page, 'Acme Holdings Pty Ltd')
  await page.getByRole('button', { name: 'Connect another organisation' }).click()
  await continueAs(page, 'Theo Three')
  await chooseCompany(page, 'Acme Telecom Pty Ltd')

  const picker = page.getByRole('group', { name: 'Organisations that Xero gave access to' })
  await expect(picker.getByRole('radio', { name: 'Acme Holdings Pty Ltd' })).toBeVisible()
  await expect(picker.getByRole('radio', { name: 'Acme Telecom Pty Ltd' })).toBeChecked()
  await page.getByRole('button', { name: 'Use this organisation' }).click()
  await expectConnectedTo(page, 'Acme Telecom Pty Ltd')
  await page.getByRole('link', { name: 'Back to miStable' }).click()
  await fetchInvoices(page, 'Acme Telecom Pty Ltd')

  await page.goto('/connect/connected/')
  await page.getByText('Disconnect from Xero').click()
  await page.getByRole('button', { name: 'Disconnect Acme Telecom Pty Ltd' }).click()
  await expect(page.getByRole('heading', { name: 'Choose the organisation to finish' })).toBeVisible()
  expect(await connectedAtXero()).toEqual(['Acme Holdings Pty Ltd'])
  await page.getByText('Disconnect from Xero').click()
  await page.getByRole('button', { name: /^Disconnect [A-Z]/ }).click()
  await expect(page.getByRole('heading', { name: 'Not connected yet' })).toBeVisible()
  expect(await connectedAtXero()).toEqual([])
  expect((await connectionOf('acme-telecom')).state).toBe('not-connected')
})

test('nothing on a page that needs a script is shown without', async ({ page }) => {
  for (const address of ['/', '/connect/dashboard/', '/print/connect/', '/problems/cancelled/?ref=7KQ2-M4XP']) {
    await page.goto(address)
    await expect(page.getByRole('button', { name: /Copy|^Print$/ })).toHaveCount(0)
  }
})
