import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { books, changeRole, connectedAtXero, plan } from '../local-xero.ts'
import { check, connectionOf } from '../mibilling.ts'
import { chooseCompany, connect, continueAs, logInToXero, openXeroConnect } from '../people.ts'
import { GUIDE, MISTABLE } from '../places.ts'
import { ACME, button, connectAndOpen, heading, PAGE } from '../your-connection.ts'

const HOLDINGS = 'Acme Holdings Pty Ltd'

async function addHoldings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add another organisation' }).click()
  await continueAs(page, 'Theo Three')
  await chooseCompany(page, HOLDINGS)
  await page.waitForURL('**/connect/organisation/')
  await page.goto(PAGE)
}

test.describe('the page "Your connection"', () => {
  test('is opened by the dashboard, and says of nobody anything without it', async ({ page }) => {
    await page.goto(PAGE)
    await expect(page.getByText('We don’t know whose connection to show.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open miStable' })).toBeVisible()
    await expect(page.getByText('Recent events')).toHaveCount(0)
    await openXeroConnect(page, 'Acme Telecom')
    await page.goto(`${MISTABLE}/billing/settings/xero-connect`)
    await page.getByRole('button', { name: 'See your connection' }).click()
    await expect(page).toHaveURL(PAGE)
    await expect(heading(page)).toBeVisible()
    await expect(page.getByText('miStable account: Acme Telecom')).toBeVisible()
  })

  test('offers the first connection to an account without one', async ({ page, visit }) => {
    await visit(page, { goto: '/connection/' })
    await expect(page.getByText('Not connected', { exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Connect to Xero' }).filter({ visible: true })).toHaveCount(1)
  })

  test('has all of it by the keyboard alone: check, keep, switch, remove', async ({ page, visit, account }) => {
    await connectAndOpen(page, visit)
    await expect(page.getByText(`Connected. miBilling can now use ${ACME}.`)).toBeVisible()
    await addHoldings(page)
    await button(page, 'Check now').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('You asked, and Xero answered.')).toBeVisible()
    await expect(heading(page)).toBeFocused()
    await button(page, 'Check now').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('You can check once a minute.')).toBeVisible()

    const fold = page.locator('summary', { hasText: `Remove ${HOLDINGS}` })
    await fold.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Keep it' }).filter({ visible: true }).focus()
    await page.keyboard.press('Enter')
    await expect(fold).toBeFocused()
    await expect(page.getByRole('button', { name: `Remove ${HOLDINGS}` })).toBeHidden()

    await page.getByRole('button', { name: `Switch to ${HOLDINGS}` }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: `Switch to ${ACME}` })).toBeVisible()
    expect((await connectionOf(account)).organisation?.name).toBe(HOLDINGS)
    await page.locator('summary', { hasText: `Remove ${ACME}` }).click()
    await page.getByRole('button', { name: `Remove ${ACME}` }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${ACME} is disconnected.`)).toBeVisible()
    expect(await connectedAtXero()).toEqual([HOLDINGS])
    await expect(page).toHaveURL(PAGE)
  })

  test('says that it asks Xero, and changes nothing while Xero is out of order', async ({ page, visit, account }) => {
    await connectAndOpen(page, visit)
    const before = await connectionOf(account)
    await plan({ path: '/connections', status: 503, body: 'down', times: 20 })
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/api/connection/check', async (route) => {
      await held
      await route.continue()
    })
    await button(page, 'Check now').click()
    await expect(button(page, 'Asking Xero…')).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('status').filter({ hasText: 'Asking Xero…' })).toBeVisible()
    release()
    await expect(page.getByText(/Xero didn’t answer\. Nothing has changed/)).toBeVisible()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    expect(await connectionOf(account)).toEqual(before)
  })

  test('says whose login it hangs on where that is asked, not as something to do', async ({ page, visit }) => {
    await connectAndOpen(page, visit)
    const hangsOn = page.getByText(`miBilling reaches ${ACME} by Theo Three’s login.`)
    await expect(hangsOn).toBeHidden()
    await page.getByRole('link', { name: 'What if Theo Three leaves?' }).click()
    await expect(hangsOn).toBeVisible()
    await expect(page.getByRole('button', { name: 'Make the link' })).toBeInViewport()
    await expect(page.locator('.note.amber')).toHaveCount(0)
  })

  test('offers the link to someone else first when whoever connected can’t open the organisation any more', async ({
    page,
    visit,
    account,
  }) => {
    await connectAndOpen(page, visit)
    await changeRole('theo', ACME, 'Read only')
    expect((await check(account)).reason).toBe('access-removed')
    await page.goto(PAGE)
    const hasLeft = page.locator('.note.amber')
    await expect(hasLeft).toHaveText(/^Theo Three can no longer open/)
    await expect(hasLeft).toBeInViewport()
    await expect(page.getByRole('button', { name: 'Make the link' })).toBeVisible()
  })

  test('never says that nothing is to be done while Xero would refuse the first invoice', async ({ page, visit }) => {
    await books(ACME, { endOfYearLockDate: '2099-06-30', class: 'EARLY' })
    await connectAndOpen(page, visit)
    await expect(page.getByText('But there’s something to do before the first invoice.')).toBeVisible()
    await expect(page.getByText('You don’t need to do anything')).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'locked up to 30 June 2099' })).not.toContainText('doesn’t stop it')
    await expect(page.getByRole('link', { name: 'The plan takes 20 invoices' })).toContainText('doesn’t stop it')
  })

  test('of another account does nothing, and says whose page it is', async ({ page, visit, account }) => {
    await connectAndOpen(page, visit)
    const other = await page.context().newPage()
    await visit(other, { account: `${account}-other`, name: 'Banksia' })
    await other.getByRole('button', { name: 'Switch to Banksia' }).click()
    await button(page, 'Check now').click()
    await expect(page).toHaveURL(/\/problems\/other-account\//)
    expect((await connectionOf(account)).state).toBe('connected')
  })

  test('ends a connection beside its effects, and says what is left to wonder about', async ({ page, visit, account }) => {
    await connectAndOpen(page, visit)
    await page.locator('summary', { hasText: 'Disconnect from Xero' }).click()
    await expect(page.getByText(`miBilling loses access to ${ACME} at once`)).toBeVisible()
    await page.getByRole('button', { name: `Disconnect ${ACME}` }).click()
    await expect(page).toHaveURL(PAGE)
    await expect(page.getByText(`${ACME} is disconnected.`)).toBeVisible()
    await expect(page.getByText('Xero has confirmed it.')).toBeVisible()
    await expect(page.locator('summary', { hasText: 'I pressed it by mistake' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Connect again' }).filter({ visible: true })).toHaveCount(1)
    expect((await connectionOf(account)).state).toBe('not-connected')
    expect(await connectedAtXero()).toEqual([])
  })

  test('on paper is a record: everything unfolded, each time in full, nothing to press', async ({ page, visit, account }) => {
    await connectAndOpen(page, visit)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText(`Account ${account}`)).toBeVisible()
    await expect(page.getByText((await connectionOf(account)).organisation?.tenantId ?? '')).toBeVisible()
    await expect(page.getByText(/^Printed \d{1,2} \w+ \d{4} at .*Sydney time/)).toBeVisible()
    await expect(page.getByText(/^today/i).filter({ visible: true })).toHaveCount(0)
    await expect(page.getByText('Someone went to Xero to connect')).toBeVisible()
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0)
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('everything is a form or a link', async ({ page, visit, account }) => {
    await visit(page, { goto: '/zh-hans/connection/' })
    await expect(page.getByRole('heading', { level: 1, name: '您的连接' })).toBeVisible()
    await page.goto(`${GUIDE}/connect/log-in/`)
    await page.getByRole('button', { name: 'Log in to Xero' }).filter({ visible: true }).click()
    await logInToXero(page, 'Theo Three')
    await chooseCompany(page, ACME)
    await page.getByRole('button', { name: 'Use this organisation' }).click()
    await page.goto(PAGE)
    await button(page, 'Check now').click()
    await expect(page).toHaveURL(PAGE)
    await expect(page.getByText('You asked, and Xero answered.')).toBeVisible()
    await page.locator('summary', { hasText: 'Disconnect from Xero' }).click()
    await page.getByRole('link', { name: 'Keep it' }).filter({ visible: true }).click()
    await expect(page).toHaveURL(PAGE)
    expect((await connectionOf(account)).state).toBe('connected')
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('events and permissions are folds, and open again on paper', async ({ page, visit }) => {
    await connectAndOpen(page, visit)
    const events = page.getByText(`Connected to ${ACME}`)
    const permission = page.getByText('See, create and change invoices')
    for (const part of [events, permission]) await expect(part).toBeHidden()
    await page.locator('summary', { hasText: 'Recent events' }).click()
    await expect(events).toBeVisible()
    await page.locator('summary', { hasText: 'Recent events' }).click()
    await page.emulateMedia({ media: 'print' })
    for (const part of [events, permission]) await expect(part).toBeVisible()
  })

  test('is reached from the footer, and its action is at hand in the bar', async ({ page, visit }) => {
    await visit(page)
    await page.goto(`${GUIDE}/connect/connected/`)
    await expect(page.locator('header').getByRole('link', { name: 'Your connection' })).toBeHidden()
    await page.getByRole('contentinfo').getByRole('link', { name: 'Your connection' }).click()
    await expect(heading(page)).toBeVisible()
    await page.goto(GUIDE)
    await connect(page, 'Theo Three', ACME)
    await page.goto(PAGE)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(page.getByRole('button', { name: 'Check now' }).filter({ visible: true })).toHaveCount(1)
    await expect(button(page, 'Check now')).toBeInViewport()
    await button(page, 'Check now').click()
    await expect(page.getByText('You asked, and Xero answered.')).toBeVisible()
  })
})
