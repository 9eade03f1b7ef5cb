import { expect, test } from '../journey.ts'
import { connectionOf } from '../mibilling.ts'
import {
  chooseCompany,
  connect,
  continueAs,
  expectConnectedTo,
  fetchInvoices,
  logInToXero,
  openXeroConnect,
  setOff,
} from '../people.ts'

test.describe('Theo, who has three companies and two-step authentication', () => {
  test('connects them by three attempts, picks one, and changes it later', async ({ page }) => {
    await openXeroConnect(page, 'Acme Telecom')
    await connect(page, 'Theo Three', 'Acme Holdings Pty Ltd')
    await expectConnectedTo(page, 'Acme Holdings Pty Ltd')

    for (const company of ['Acme Telecom Pty Ltd', 'Acme Telecom NZ Limited']) {
      await page
        .getByRole('button', { name: /Connect another/ })
        .first()
        .click()
      await continueAs(page, 'Theo Three')
      await expect(page.getByRole('radio', { name: /Acme Holdings Pty Ltd.*already connected/ })).toBeDisabled()
      await chooseCompany(page, company)
      await expect(page.getByRole('heading', { name: 'Which organisation should miBilling use?' })).toBeVisible()
    }
    const choices = page.getByRole('group', { name: 'Organisations that Xero gave access to' })
    await expect(choices.getByRole('radio')).toHaveCount(3)
    await expect(choices.getByRole('radio', { name: /Acme Holdings Pty Ltd.*In use/ })).toBeVisible()
    expect((await connectionOf('acme-telecom')).organisation?.name).toBe('Acme Holdings Pty Ltd')

    await choices.getByRole('radio', { name: 'Acme Telecom Pty Ltd' }).check()
    await page.getByRole('button', { name: 'Use Acme Telecom Pty Ltd' }).click()
    await expectConnectedTo(page, 'Acme Telecom Pty Ltd')
    await page.getByRole('link', { name: 'Back to miStable' }).click()
    await fetchInvoices(page, 'Acme Telecom Pty Ltd')

    await page.getByRole('button', { name: 'Xero Connect' }).click()
    await page.getByRole('link', { name: 'See or change the connection' }).click()
    await page.getByRole('button', { name: 'Switch to Acme Telecom NZ Limited' }).click()
    await expect(page.getByRole('button', { name: 'Switch to Acme Telecom Pty Ltd' })).toBeVisible()
    await page.getByRole('link', { name: 'Back to miStable' }).filter({ visible: true }).first().click()
    await fetchInvoices(page, 'Acme Telecom NZ Limited')
  })

  test('is not let in by a wrong code', async ({ page, visit }) => {
    await visit(page)
    await setOff(page)
    await page.getByRole('link', { name: 'Theo Three' }).click()
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByLabel('Six-digit code').fill('000000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert')).toContainText('That code is not right')
  })

  test('is warned of a demo company', async ({ page, visit }) => {
    await visit(page)
    await connect(page, 'Theo Three', 'Demo Company (AU)')
    await expectConnectedTo(page, 'Demo Company (AU)')
    await page.getByRole('link', { name: 'Change the organisation' }).click()
    await expect(page.getByRole('radio', { name: /Demo Company \(AU\).*for trying things out only/ })).toBeChecked()
  })

  test('learns on the picker that a choice did not arrive', async ({ page, visit, context }) => {
    await visit(page)
    await setOff(page)
    await logInToXero(page, 'Theo Three')
    await chooseCompany(page, 'Acme Telecom Pty Ltd')
    const save = page.getByRole('button', { name: 'Use Acme Telecom Pty Ltd' })
    await expect(save).toBeVisible()
    await context.setOffline(true)
    await save.click()
    await expect(page.getByRole('heading', { name: 'That did not work' })).toBeVisible()
    await expect(page.locator(':focus')).toContainText('That did not work')
    await context.setOffline(false)
    await save.click()
    await expectConnectedTo(page, 'Acme Telecom Pty Ltd')
  })
})
