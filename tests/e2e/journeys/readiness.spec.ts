import { expect, test } from '../journey.ts'
import { books } from '../local-xero.ts'
import { connect, expectConnectedTo } from '../people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'

test.describe('Whoever has just connected', () => {
  test('reads that miBilling can bill', async ({ page, visit }) => {
    await visit(page)
    await connect(page, 'Olivia Owner', COMPANY)
    await expectConnectedTo(page, COMPANY)
    await expect(page.getByText('Ready to bill')).toBeVisible()
    await expect(page.getByText('miBilling does the rest by itself')).toBeVisible()
  })

  test('reads what would stop the first invoice, and what to do about it', async ({ page, visit }) => {
    await books(COMPANY, { class: 'EARLY', endOfYearLockDate: '2099-06-30' })
    await visit(page, { currency: 'NZD' })
    await connect(page, 'Olivia Owner', COMPANY)
    await expectConnectedTo(page, COMPANY)
    await expect(page.getByText('Ready to bill')).toHaveCount(0)
    await expect(page.getByText('miBilling does the rest by itself')).toHaveCount(0)
    await expect(page.getByText('Connected, but Xero wouldn’t take an invoice yet')).toBeVisible()
    await expect(page.getByRole('link', { name: 'keeps its books in AUD; miBilling bills in NZD' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'takes 20 invoices a month, as of October 2026' })).toBeVisible()
    await page.getByRole('link', { name: 'locked up to 30 June 2099' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'The books are locked up to a date' })).toBeVisible()
  })
})
