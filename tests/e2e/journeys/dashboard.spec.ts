/** miStable's own page, made from `/v1` alone: how the connection stands, and the button that fits. */
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { changeRole, disconnect } from '../local-xero.ts'
import { check, connectionOf, forget } from '../mibilling.ts'
import { chooseCompany, connect, continueAs, expectConnectedTo, logInToXero, openXeroConnect } from '../people.ts'
import { GUIDE, MISTABLE } from '../places.ts'
import { findViolations } from '../site/axe.ts'

const ACCOUNT = 'riverbank'
const COMPANY = 'Riverbank Plumbing Pty Ltd'
const PAGE = `${MISTABLE}/billing/settings/xero-connect?account=${ACCOUNT}`

const main = (page: Page) => page.locator('button.main')
const isAccessible = async (page: Page) => expect(await findViolations(page)).toEqual([])

test.afterEach(() => forget(ACCOUNT))

test('the dashboard has the right button in each state, and each leads to its page', async ({ page }) => {
  test.setTimeout(120_000)
  await forget(ACCOUNT)
  await page.goto(PAGE)
  await expect(page.getByText('Connect Xero, and your invoices go there.')).toBeVisible()
  await expect(main(page)).toHaveText('Xero Connect')
  await isAccessible(page)

  await openXeroConnect(page, 'Riverbank Plumbing')
  await page.goto('/connect/log-in/')
  await page.getByRole('button', { name: 'Log in to Xero' }).filter({ visible: true }).click()
  await logInToXero(page, 'Olivia Owner')
  await chooseCompany(page, COMPANY)
  await page.goto(PAGE)
  await expect(page.getByText('Xero has let miBilling in.')).toBeVisible()
  await main(page).click()
  await expect(page).toHaveURL(`${GUIDE}/connect/organisation/`)
  await page.getByRole('button', { name: `Use ${COMPANY}` }).click()
  await expectConnectedTo(page, COMPANY)

  await page.goto(PAGE)
  await expect(page.getByText(`Ready to bill: your invoices go to ${COMPANY}.`)).toBeVisible()
  await isAccessible(page)
  await main(page).click()
  await expect(page).toHaveURL(`${GUIDE}/connection/`)

  // The role changes at Xero, and miStable asks.
  await changeRole('olivia', COMPANY, 'Drafts only')
  await page.goto(PAGE)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText(`${COMPANY} is connected, and would refuse your next invoice.`)).toBeVisible()
  await expect(page.getByText('Connected, and not ready')).toBeVisible()
  const finding = page.getByRole('link', { name: 'The person who connected may not approve invoices' })
  await expect(finding).toHaveAttribute('href', `${GUIDE}/problems/approval-not-allowed/`)

  await disconnect('olivia', COMPANY)
  expect((await check(ACCOUNT)).state).toBe('reconnect-required')
  await page.goto(PAGE)
  await expect(page.getByText(`Invoices no longer reach ${COMPANY}. Olivia Owner can mend it.`)).toBeVisible()
  await expect(page.getByText('Someone disconnected miBilling inside Xero.')).toBeVisible()
  await isAccessible(page)
  await main(page).click()
  await expect(page).toHaveURL(`${GUIDE}/connection/`)
  await page.getByRole('button', { name: 'Reconnect to Xero' }).filter({ visible: true }).click()
  await continueAs(page, 'Olivia Owner')
  await chooseCompany(page, COMPANY)
  await expect(page.getByText('Reconnected. Nothing else changed.')).toBeVisible()
})

test('the dashboard warns of a run at risk, and whom to ask', async ({ page, visit }) => {
  // The look comes about half a minute before the run.
  test.setTimeout(120_000)
  await visit(page, { account: ACCOUNT })
  await connect(page, 'Olivia Owner', COMPANY)
  await expectConnectedTo(page, COMPANY)
  await disconnect('olivia', COMPANY)
  await page.goto(PAGE)
  await page.getByLabel('It begins').selectOption('in a minute')
  await page.getByRole('button', { name: 'Announce' }).click()
  await expect(page.getByRole('status')).toContainText('is announced')
  const warning = page.getByRole('alert').filter({ hasText: 'is at risk' })
  await expect(async () => {
    await page.goto(PAGE)
    await expect(warning).toContainText('Olivia Owner can mend it', { timeout: 500 })
  }).toPass()
  await warning.getByRole('link', { name: 'Ask someone else to reconnect' }).click()
  await expect(page.getByRole('heading', { name: `Ask someone else to reconnect ${COMPANY}` })).toBeInViewport()
  await page.goto(`${MISTABLE}/billing?account=${ACCOUNT}`)
  await expect(warning).toContainText('Someone disconnected miBilling inside Xero.')
  await isAccessible(page)
})

test('when the person who connected has lost access, the dashboard offers the hand-over for that organisation', async ({
  page,
  visit,
  browser,
}) => {
  await visit(page, { account: ACCOUNT })
  await connect(page, 'Olivia Owner', COMPANY)
  await expectConnectedTo(page, COMPANY)
  await changeRole('olivia', COMPANY, 'Read only')
  expect(await check(ACCOUNT)).toMatchObject({ state: 'reconnect-required', reason: 'access-removed' })
  await page.goto(PAGE)
  await expect(page.getByText(`Invoices no longer reach ${COMPANY}. Someone else with access can mend it.`)).toBeVisible()
  await expect(page.getByText('Olivia Owner no longer has access in Xero')).toBeVisible()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: MISTABLE })
  await page.getByRole('button', { name: 'Make a link' }).click()
  await page.getByRole('button', { name: 'Copy the message' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const url = /http:\S+token=\S+/.exec(await page.evaluate(() => navigator.clipboard.readText()))?.[0] ?? ''
  await isAccessible(page)
  const helper = await (await browser.newContext()).newPage()
  await helper.goto(url)
  await expect(helper.getByText(COMPANY).first()).toBeVisible()
  await helper.context().close()
})

test('the dashboard asks an accountant by a link, and revokes it', async ({ page, browser }) => {
  await page.goto(PAGE)
  await page.getByLabel('Why you ask').fill('You do our books')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const message = (await page.getByRole('region', { name: 'The message' }).textContent()) ?? ''
  const url = /http:\S+token=\S+/.exec(message)?.[0] ?? ''
  await isAccessible(page)
  const helper = await (await browser.newContext()).newPage()
  await helper.goto(url)
  await expect(
    helper.getByRole('heading', { level: 1, name: 'Olivia Owner asks you to connect Xero for Riverbank Plumbing' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Revoke' }).first().click()
  await expect(page.getByText(/^Made .*: revoked/).first()).toBeVisible()
  await helper.reload()
  await expect(helper.getByRole('heading', { level: 1, name: 'This link was revoked' })).toBeVisible()
  expect((await connectionOf(ACCOUNT)).state).toBe('not-connected')
  await helper.context().close()
})
