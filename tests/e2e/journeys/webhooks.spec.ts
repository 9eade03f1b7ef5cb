import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { chooseCompany, expectConnectedTo, logInToXero, openXeroConnect, setOff, useOrganisation } from '../people.ts'
import { MISTABLE } from '../places.ts'

/** The account's messages that have arrived, newest first. Other journeys may have left some. */
const arrivedOn = async (page: Page): Promise<{ number: number; type: string | null }[]> =>
  Promise.all(
    (
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader') })
        .all()
    ).map(async (row) => ({
      number: Number(await row.getByRole('rowheader').textContent()),
      type: await row.getByText(/^connection\./).textContent(),
    })),
  )

test('miStable hears that its customer has connected, and which organisation was chosen', async ({ page }) => {
  await page.goto(`${MISTABLE}/billing/settings/webhooks?account=riverbank`)
  const last = (await arrivedOn(page))[0]?.number ?? 0
  await openXeroConnect(page, 'Riverbank Plumbing')
  await setOff(page)
  await logInToXero(page, 'Olivia Owner')
  await chooseCompany(page, 'Riverbank Plumbing Pty Ltd')
  await useOrganisation(page, 'Riverbank Plumbing Pty Ltd')
  await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')

  await page.getByRole('link', { name: 'Back to miStable' }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhooks' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible()
  // The queue waits a second for more before it hands over.
  await expect(async () => {
    await page.reload()
    const newer = (await arrivedOn(page)).filter(({ number }) => number > last).map(({ type }) => type)
    expect(newer.slice(0, 2)).toEqual(['connection.organisation-chosen', 'connection.connected'])
  }).toPass({ timeout: 20_000 })
  await expect(page.getByRole('row').nth(1)).toContainText('Riverbank Plumbing Pty Ltd')
  await expect(page.getByText('Missing')).toHaveCount(0)
})
