import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { disconnect, moveClock, plan, redeem } from '../local-xero.ts'
import { check, connectionOf } from '../mibilling.ts'
import { chooseCompany, connect, continueAs, expectConnectedTo, expectProblem, expectReconnected } from '../people.ts'
import { XERO_CONSENT } from '../places.ts'

const ACME = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const OVER_SIXTY_DAYS = 61 * 86_400

/**
 * The access token of this browser's next consent lives a minute in the guide's eyes, so that its first use is a refresh. Not for a first
 * connection: the guide uses that one's token at once, to learn about the organisation.
 */
async function shortenNextToken(page: Page): Promise<void> {
  await page.route(`${XERO_CONSENT}/consent`, async (route) => {
    const answered = await route.fetch({ maxRedirects: 0 })
    const code = new URL(answered.headers()['location'] ?? '').searchParams.get('code') ?? ''
    await plan({ path: '/connect/token', status: 200, body: { ...(await redeem(code)), expires_in: 60 } })
    await route.fulfill({ response: answered })
  })
}

/** Someone disconnects the app inside Xero, and miBilling notices. */
async function lose(account: string): Promise<void> {
  await disconnect('theo', ACME)
  expect(await check(account)).toMatchObject({ state: 'reconnect-required', reason: 'disconnected-in-xero' })
}

test.describe('a connection that died', () => {
  test('of sixty idle days comes back by one press, with the same organisation', async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Theo Three', ACME)
    await page.getByRole('button', { name: 'Connect another organisation' }).click()
    await continueAs(page, 'Theo Three')
    await shortenNextToken(page)
    await page.getByRole('button', { name: 'Continue with 1 organisation' }).click()
    await expect(page.getByText('Xero added nothing new.')).toBeVisible()
    await page.unroute(`${XERO_CONSENT}/consent`)
    const before = await connectionOf(account)
    expect(before.state).toBe('connected')
    await moveClock(OVER_SIXTY_DAYS)
    expect((await check(account)).state).toBe('reconnect-required')
    await moveClock(-OVER_SIXTY_DAYS)

    await visit(page)
    await expect(page.getByRole('heading', { name: `Please reconnect to ${ACME}` })).toBeVisible()
    await page.getByRole('button', { name: 'Reconnect to Xero' }).click()
    await continueAs(page, 'Theo Three')
    await page.getByRole('button', { name: 'Continue with 1 organisation' }).click()
    await expectReconnected(page, ACME)
    expect(await connectionOf(account)).toMatchObject({ state: 'connected', organisation: before.organisation })
  })

  test('in Xero says so on every page that shows it, and is reconnected', async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Theo Three', ACME)
    await lose(account)
    for (const address of ['/', '/connect/connected/', '/connect/organisation/']) {
      await page.goto(address)
      await expect(page.getByText('Someone disconnected miBilling in Xero, under Settings > Connected apps.')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Reconnect to Xero' })).toBeVisible()
    }
    await page.getByRole('button', { name: 'Reconnect to Xero' }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, ACME)
    await expectReconnected(page, ACME)
  })
})

test.describe('a person who reconnects and chooses another company', () => {
  test.beforeEach(async ({ page, visit, account }) => {
    await visit(page)
    await connect(page, 'Theo Three', ACME)
    await expectConnectedTo(page, ACME)
    await lose(account)
    await visit(page)
    await page.getByRole('button', { name: 'Reconnect to Xero' }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, HOLDINGS)
    await expectProblem(page, 'wrong-organisation')
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', organisation: { name: ACME } })
  })

  test('by mistake tries again for the one in use', async ({ page, account }) => {
    await page.getByRole('button', { name: `Try again for ${ACME}` }).click()
    await continueAs(page, 'Theo Three')
    await chooseCompany(page, ACME)
    await expectReconnected(page, ACME)
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([ACME])
  })

  test('on purpose uses that one', async ({ page, account }) => {
    await page.getByRole('button', { name: `Use ${HOLDINGS}` }).click()
    await expectConnectedTo(page, HOLDINGS)
    expect(await connectionOf(account)).toMatchObject({ state: 'connected', organisation: { name: HOLDINGS } })
  })
})
