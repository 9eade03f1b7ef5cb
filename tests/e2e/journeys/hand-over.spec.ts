/** The person who sets miBilling up may not open the books: someone else presses Allow, in another browser and without a miStable login. */
import type { Browser, Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connectedAtXero } from '../local-xero.ts'
import { connectionOf } from '../mibilling.ts'
import { chooseCompany, expectConnectedTo, logInToXero, useOrganisation } from '../people.ts'
import { GUIDE } from '../places.ts'
import { findViolations } from '../site/axe.ts'

const CAFE = 'Banksia Café Pty Ltd'
const ADDRESS = /http:\/\/localhost:\d+\/(?:zh-hans\/)?help-connect\/\?token=[\w.-]+/

/** A browser of its own, as on another desk. */
async function elsewhere(browser: Browser, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
  return (await browser.newContext({ baseURL: GUIDE, ...options })).newPage()
}

async function makeLink(page: Page, why: string): Promise<string> {
  await page.goto('/connect/ask-to-connect/')
  await page.getByLabel('Why you ask').fill(why)
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('heading', { name: 'Send them this message' })).toBeVisible()
  return ADDRESS.exec((await page.locator('#handover-message').textContent()) ?? '')?.[0] ?? ''
}

async function allow(helper: Page, url: string): Promise<void> {
  await helper.goto(url)
  await helper.getByRole('button', { name: 'Log in to Xero' }).click()
  await logInToXero(helper, 'Bea Bookkeeper')
  await chooseCompany(helper, CAFE)
  await expect(helper.getByRole('heading', { level: 1, name: `You’ve connected ${CAFE}` })).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test(`a bookkeeper ${javaScriptEnabled ? 'with' : 'without'} scripts connects for a customer, who confirms it, and undoes it later`, async ({
    page,
    visit,
    browser,
    account,
  }) => {
    test.setTimeout(120_000)
    await visit(page, { name: 'Wattle Cycles', user: 'Wanda Wattle' })
    const url = await makeLink(page, 'You do our books')
    expect(await findViolations(page)).toEqual([])

    // Scanners of mail open every link.
    const opened = await Promise.all(Array.from({ length: 100 }, () => fetch(url).then((answer) => answer.status)))
    expect(new Set(opened)).toEqual(new Set([200]))

    const helper = await elsewhere(browser, { javaScriptEnabled })
    await helper.goto(url)
    await expect(
      helper.getByRole('heading', { level: 1, name: 'Wanda Wattle asks you to connect Xero for Wattle Cycles' }),
    ).toBeVisible()
    await expect(helper.getByText('You do our books')).toBeVisible()
    if (javaScriptEnabled) expect(await findViolations(helper)).toEqual([])
    await allow(helper, url)
    await expect(helper.getByText('Wattle Cycles', { exact: true })).toBeVisible()
    if (javaScriptEnabled) expect(await findViolations(helper)).toEqual([])
    expect((await connectionOf(account)).state).toBe('choose-organisation')

    // The asker sees it happen, and decides.
    await expect(page.getByText('The connection has changed.')).toBeVisible({ timeout: 30_000 })
    await page.goto('/connect/asked-someone/')
    await expect(page.getByText(`Bea Bookkeeper connected ${CAFE}.`)).toBeVisible()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('link', { name: 'Confirm the organisation' }).click()
    await expect(page.getByText('Logged in to Xero as Bea Bookkeeper')).toBeVisible()
    await useOrganisation(page, CAFE)
    await expectConnectedTo(page, CAFE)

    const stranger = await elsewhere(browser)
    await stranger.goto(url)
    await expect(stranger.getByRole('heading', { level: 1, name: 'This is done' })).toBeVisible()

    const undo = (await helper.locator('#undo-link').textContent()) ?? ''
    const later = await elsewhere(browser, { javaScriptEnabled })
    await later.goto(undo)
    await expect(later.getByRole('heading', { level: 1, name: `End the access to ${CAFE}?` })).toBeVisible()
    if (javaScriptEnabled) expect(await findViolations(later)).toEqual([])
    expect((await connectionOf(account)).state).toBe('connected')
    await later.getByRole('button', { name: `Disconnect ${CAFE}` }).click()
    await expect(later.getByRole('heading', { level: 1, name: 'It’s undone' })).toBeVisible()
    expect([(await connectionOf(account)).state, await connectedAtXero()]).toEqual(['not-connected', []])
    for (const one of [helper, stranger, later]) await one.context().close()
  })
}

test('a link that was revoked says so, in the helper’s language, and opens nothing', async ({ page, visit, browser, account }) => {
  await visit(page, { name: 'Wattle Cycles', user: 'Wanda Wattle' })
  await page.goto('/connect/ask-to-connect/')
  await page.getByLabel('Their language').selectOption('zh-hans')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const url = ADDRESS.exec((await page.locator('#handover-message').textContent()) ?? '')?.[0] ?? ''
  const helper = await elsewhere(browser)
  await helper.goto(url)
  await expect(helper.getByRole('heading', { level: 1, name: 'Wanda Wattle 请您为 Wattle Cycles 连接 Xero' })).toBeVisible()
  // The same link in the other language.
  await helper.getByRole('link', { name: 'English' }).first().click()
  await expect(helper.getByRole('button', { name: 'Log in to Xero' })).toBeVisible()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('and revoked')).toBeVisible()
  await helper.getByRole('button', { name: 'Log in to Xero' }).click()
  await expect(helper.getByRole('heading', { level: 1, name: 'This link was revoked' })).toBeVisible()
  expect((await connectionOf(account)).organisations).toEqual([])
  await helper.context().close()
})
