import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { disconnect } from '../local-xero.ts'
import { check } from '../mibilling.ts'
import { chooseCompany, connect, continueAs, expectConnectedTo, expectProblem } from '../people.ts'
import { MISTABLE, XERO } from '../places.ts'
import { findViolations } from './axe.ts'

const ACME = 'Acme Telecom Pty Ltd'
const DEMO = 'Demo Company (AU)'

const expectAccessible = async (page: Page): Promise<void> => expect(await findViolations(page)).toEqual([])

async function expectAllAccessible(page: Page, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(address)
    await expectAccessible(page)
  }
}

const OWN_STATE = ['/', '/connect/connected/', '/connect/organisation/', '/connection/']
const LOG_IN = '/connect/log-in/'

test.describe('axe finds nothing', () => {
  test.describe.configure({ timeout: 90_000 })

  test('on pages that are the same for all', ({ page }) =>
    expectAllAccessible(page, [
      '/connect/dashboard/',
      '/connect/two-step/',
      '/connect/company/',
      '/problems/',
      '/problems/cancelled/?ref=7KQ2-M4XP',
      '/two-step/clock/',
      '/two-step/practise/',
      '/who-must/australian-organisation/',
      '/who-must/must-for-the-ato/',
      '/print/connect/',
      '/nowhere/',
    ]))

  test('on live pages without a visit', ({ page }) => expectAllAccessible(page, [...OWN_STATE, LOG_IN]))

  test('on live pages of a visit that has connected nothing', async ({ page, visit }) => {
    await visit(page)
    await expectAllAccessible(page, [...OWN_STATE, LOG_IN])
  })

  test('on live pages while connected, while choosing and while the connection is dead', async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Theo Three', ACME)
    await expectConnectedTo(page, ACME)
    await expectAllAccessible(page, OWN_STATE)
    await page.goto('/connect/connected/')
    await page.getByRole('button', { name: 'Connect another organisation' }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, DEMO)
    await expect(page.getByRole('radio')).toHaveCount(2)
    await expectAccessible(page)

    await page.goto('/connect/connected/')
    await page.getByText('Disconnect from Xero').click()
    await page.getByRole('button', { name: `Disconnect ${ACME}` }).click()
    await expect(page.getByRole('heading', { name: 'Choose the organisation to finish' })).toBeVisible()
    await expectAllAccessible(page, OWN_STATE)
    await page.goto('/connect/organisation/')
    await page.getByRole('button', { name: `Use ${DEMO}` }).click()
    await expectConnectedTo(page, DEMO)

    await disconnect('theo', DEMO)
    await check(account)
    await expectAllAccessible(page, OWN_STATE)
    await page.goto('/')
    await page.getByRole('button', { name: 'Reconnect to Xero' }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, ACME)
    await expectProblem(page, 'wrong-organisation')
    await expectAccessible(page)
  })

  test('in the local Xero and the local miStable', async ({ page, visit }) => {
    const mistable = ['/', '/billing', '/billing/settings/xero-connect', '/billing/settings/webhooks']
    await expectAllAccessible(
      page,
      mistable.map((path) => MISTABLE + path),
    )
    await visit(page)
    await page.goto('/connect/log-in/')
    await page.getByRole('button', { name: 'Log in to Xero' }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Theo Three' }).click()
    await page.getByRole('button', { name: 'Log in' }).click()
    await expectAccessible(page)
    await page.getByLabel('Six-digit code').fill((await page.getByRole('status', { name: 'Code now' }).textContent()) ?? '')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectAccessible(page)
    await page.goto(`${XERO}/identity/user/login`)
    await expectAccessible(page)
  })
})
