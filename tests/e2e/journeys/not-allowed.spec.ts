import { expect, test } from '../journey.ts'
import { connectionOf } from '../mibilling.ts'
import { continueAs, expectProblem, logInToXero, openXeroConnect, setOff } from '../people.ts'

test.describe('Rita, who may only read', () => {
  test('sees why her company is grey, and after going on nonetheless what to do', async ({ page }) => {
    await openXeroConnect(page, 'Riverbank Plumbing')
    await setOff(page)
    await logInToXero(page, 'Rita Readonly')
    await expect(page.getByRole('radio', { name: /Riverbank Plumbing Pty Ltd.*your role may not connect an app/ })).toBeDisabled()
    await page.getByRole('button', { name: 'Allow access' }).click()
    await expectProblem(page, 'no-organisation')
    await page.getByRole('link', { name: 'why it’s grey' }).click()
    await expect(page.getByRole('main')).toContainText('Standard or Adviser')
    expect((await connectionOf('riverbank')).state).toBe('not-connected')
  })

  test('cancels in Xero, and can come again', async ({ page }) => {
    await openXeroConnect(page, 'Riverbank Plumbing')
    await setOff(page)
    await logInToXero(page, 'Rita Readonly')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectProblem(page, 'cancelled')
    await page.getByRole('button', { name: 'Log in to Xero' }).click()
    await continueAs(page, 'Rita Readonly')
  })
})

test.describe('Noah, who has no organisation', () => {
  test('is told that nothing came back with him', async ({ page }) => {
    await openXeroConnect(page, 'Acme Telecom')
    await setOff(page, 'I’m not sure')
    await logInToXero(page, 'Noah Nobody')
    await expect(page.getByText('This login has no organisation')).toBeVisible()
    await page.getByRole('button', { name: 'Allow access' }).click()
    await expectProblem(page, 'no-organisation')
    await page.goto('/api/return')
    await expect(page.getByRole('status')).toHaveText(
      'You are back, and Xero is not connected yet. You can go on whenever you like.',
    )
    await page.getByRole('button', { name: 'Fetch invoices from Xero' }).click()
    await expect(page.getByRole('alert')).toContainText('not-connected')
  })
})
