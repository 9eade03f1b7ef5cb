import { expect, test } from '../journey.ts'
import { plan } from '../local-xero.ts'
import { connectionOf } from '../mibilling.ts'
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
import { XERO } from '../places.ts'

test.describe('while Xero is out of order', () => {
  test('a person who comes back is told so, and Try again works', async ({ page, visit, account }) => {
    await visit(page)
    await plan({ path: '/connect/token', status: 503 })
    await connect(page, 'Theo Three', 'Acme Telecom Pty Ltd')
    await expectProblem(page, 'xero-unavailable')
    await expect(page.getByRole('main')).toContainText('Only Xero can. You did nothing wrong.')
    expect((await connectionOf(account)).state).toBe('not-connected')
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Log in to Xero' }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, 'Acme Holdings Pty Ltd')
    await useOrganisation(page, 'Acme Holdings Pty Ltd')
    await expectConnectedTo(page, 'Acme Holdings Pty Ltd')
  })

  test('nothing is forgotten that could not be disconnected', async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Olivia Owner', 'Riverbank Plumbing Pty Ltd')
    await plan({ path: '/connections*', method: 'DELETE', status: 503, times: 3 })
    await page.getByText('Disconnect from Xero').click()
    await page.getByRole('button', { name: /^Disconnect [A-Z]/ }).click()
    await expectProblem(page, 'xero-unavailable')
    expect((await connectionOf(account)).state).toBe('connected')
  })
})

test('a person whose browser is logged in to Xero as someone else changes the login', async ({ page, visit, account }) => {
  await page.goto(`${XERO}/identity/user/login`)
  await page.getByRole('link', { name: 'Olivia Owner' }).click()
  await page.getByRole('button', { name: 'Log in' }).click()
  await visit(page)
  await setOff(page)
  await continueAs(page, 'Olivia Owner')
  await page.getByRole('button', { name: 'Log out' }).click()
  await logInToXero(page, 'Theo Three')
  await chooseCompany(page, 'Acme Telecom Pty Ltd')
  await useOrganisation(page, 'Acme Telecom Pty Ltd')
  await expectConnectedTo(page, 'Acme Telecom Pty Ltd')
  expect((await connectionOf(account)).authorisedBy?.email).toBe('theo@acme.example.com')
})

test('a person who connected disconnects, and can connect again', async ({ page, visit, account }) => {
  await visit(page)
  await connect(page, 'Olivia Owner', 'Riverbank Plumbing Pty Ltd')
  await page.getByText('Disconnect from Xero').click()
  await page.getByRole('button', { name: /^Disconnect [A-Z]/ }).click()
  await expect(page.getByRole('heading', { name: 'Not connected yet' })).toBeVisible()
  expect((await connectionOf(account)).state).toBe('not-connected')
  await page.getByRole('link', { name: 'Go to the login step' }).click()
  await page.getByRole('button', { name: 'Log in to Xero' }).click()
  await continueAs(page, 'Olivia Owner')
  await chooseCompany(page, 'Riverbank Plumbing Pty Ltd')
  await useOrganisation(page, 'Riverbank Plumbing Pty Ltd')
  await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')
})
