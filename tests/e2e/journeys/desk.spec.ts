import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connectionOf } from '../mibilling.ts'
import { connect } from '../people.ts'
import { GUIDE } from '../places.ts'
import { findViolations } from '../site/axe.ts'
import { box, DESK, find, findUntil, goTo, heading, openDesk } from '../support-desk.ts'
import { ACME } from '../your-connection.ts'

const widths = (page: Page) => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])

test.describe('the desk', () => {
  test('lets a reader look and not act, and says why', async ({ page, visit, account, browser }) => {
    await visit(page, { name: 'Eucalypt Energy' })
    const reader = await (await browser.newContext()).newPage()
    await openDesk(reader, 'Rosa Lim')
    await reader.goto(`${DESK}#/account/${account}`)
    await expect(heading(reader, account).or(heading(reader, 'Eucalypt Energy'))).toBeFocused()
    await expect(reader.getByText('You may look, not act.')).toBeVisible()
    await reader.locator('summary', { hasText: 'Disconnect from Xero' }).click()
    await expect(reader.getByRole('button', { name: 'Disconnect…' })).toBeDisabled()
    const refused = await reader.evaluate(async (id) => {
      const body = JSON.stringify({ act: 'disconnect', reason: 'by hand' })
      const answer = await fetch(`/api/desk/accounts/${id}/acts`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      })
      return answer.status
    }, account)
    expect(refused).toBe(403)
  })

  test('says of an account that nobody came to that its id may be mistyped, and makes no link for it', async ({ page }) => {
    await openDesk(page, 'Sam Okafor')
    await page.goto(`${DESK}#/account/riverbnak`)
    await expect(heading(page, 'riverbnak')).toBeFocused()
    await expect(page.getByText('Nobody has come to this account yet')).toBeVisible()
    await page.locator('summary', { hasText: 'Make a fresh link to send' }).click()
    await page.locator('details[open]').getByLabel('Why?').fill('the customer asked')
    await page.locator('details[open]').getByRole('button', { name: 'Make the link' }).click()
    await expect(page.getByText('check its id').first()).toBeVisible()
    expect(await findViolations(page)).toEqual([])
  })

  test('ends a connection by two presses with a reason, and the audit trail has all of it', async ({
    page,
    visit,
    account,
    browser,
  }) => {
    await visit(page, { name: 'Fig & Fern' })
    await connect(page, 'Theo Three', ACME)
    const agent = await (await browser.newContext()).newPage()
    await openDesk(agent, 'Sam Okafor')
    await findUntil(agent, account, 'Fig & Fern')
    await agent.locator('summary', { hasText: 'Disconnect from Xero' }).click()
    await expect(agent.getByText('miBilling loses access to every organisation of this account at once')).toBeVisible()
    await agent.getByRole('button', { name: 'Disconnect…' }).click()
    await expect(agent.getByRole('button', { name: 'Yes, disconnect' })).toHaveCount(0)
    await agent.locator('details[open]').getByLabel('Why?').fill('the customer asked, ticket 12')
    await agent.getByRole('button', { name: 'Disconnect…' }).click()
    expect((await connectionOf(account)).state).toBe('connected')
    await expect(agent.getByRole('button', { name: 'Yes, disconnect' })).toBeFocused()
    await agent.keyboard.press('Enter')
    await expect(agent.getByText('Disconnected. Xero has confirmed it.').first()).toBeVisible()
    expect((await connectionOf(account)).state).toBe('not-connected')
    await agent.getByRole('link', { name: 'Who looked at it' }).click()
    await expect(heading(agent, `Audit trail of ${account}`)).toBeFocused()
    const rows = agent.getByRole('main').getByRole('listitem')
    await expect(rows.filter({ hasText: 'Disconnect from Xero' })).toContainText(
      /sam@mistable\.example.*“the customer asked, ticket 12”.*done/s,
    )
    await expect(rows.filter({ hasText: 'Opened the account' }).first()).toContainText('sam@mistable.example')
    await goTo(agent, 'Audit trail')
    await expect(rows.filter({ hasText: 'Searched' }).first()).toBeVisible()
    await expect(agent.getByRole('main')).not.toContainText('Fig & Fern')
  })

  test('does every other act, and tells what came of it', async ({ page, visit, account, browser }) => {
    await visit(page, { name: 'Grevillea Gifts' })
    await connect(page, 'Theo Three', ACME)
    const agent = await (await browser.newContext()).newPage()
    await openDesk(agent, 'Sam Okafor')
    await findUntil(agent, account, 'Grevillea Gifts')
    /** @param presses by name, in their order @param told what came of it */
    const act = async (title: string, presses: readonly string[], told: string) => {
      await agent.locator('summary', { hasText: title }).click()
      const form = agent.locator('details[open]').filter({ has: agent.getByRole('group', { name: title }) })
      await form.getByLabel('Why?').fill(`ticket 12, ${title}`)
      for (const press of presses) await form.getByRole('button', { name: press }).click()
      await expect(form.getByText(told)).toBeVisible()
    }
    await act('Look at Xero now', ['Look now'], 'Xero answered. Connected.')
    await act('Send messages to miBilling again', ['Send again'], '2 messages are sent again.')
    await act('Make a link for a helper', ['Make the helper’s link'], 'The helper’s link is ready')
    await expect(agent.locator('strong', { hasText: 'Nobody has used it yet' })).toBeVisible()
    await act('Revoke a helper’s link', ['Revoke the link', 'Yes, revoke it'], 'The link is revoked.')
    await act('End all visits', ['End the visits…', 'Yes, end them'], 'All visits have ended.')
    expect((await page.request.get('/api/connection')).status()).toBe(401)
    await act('Erase the account and its people', ['Erase…', 'Yes, erase everything'], 'Everything about the account is erased.')
    expect((await connectionOf(account)).state).toBe('not-connected')
    await agent.goto(`${DESK}#/audit/${account}`)
    const rows = agent.getByRole('main').getByRole('listitem')
    await expect(rows.filter({ hasText: 'Erase the account' })).toContainText('done')
    for (const title of ['Look at Xero now', 'Make a link for a helper', 'End all visits'])
      await expect(rows.filter({ hasText: title })).not.toContainText('ticket 12')
  })

  test('works by keyboard alone, and keeps what is typed out of the address', async ({ page }) => {
    await openDesk(page, 'Rosa Lim')
    await page.goto(DESK)
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('7KQ2-M4XP')
    await page.keyboard.press('Enter')
    await expect(heading(page, '7KQ2-M4XP is unknown')).toBeFocused()
    await expect(page.getByText('or older than a year')).toBeVisible()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await expect(box(page)).toBeFocused()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('olivia@riverbank.example.com')
    await page.keyboard.press('Enter')
    await expect(heading(page, /Nothing found|account/)).toBeFocused()
    expect(page.url()).toBe(`${DESK}#/found`)
    await page.goBack()
    await expect(heading(page, '7KQ2-M4XP is unknown')).toBeFocused()
    expect(await page.title()).not.toContain('7KQ2')
  })

  test('has no fault that axe finds, nor anything to scroll sideways, in any view', async ({ page, visit, account, browser }) => {
    test.setTimeout(180_000)
    await visit(page, { name: 'Grevillea Garage' })
    await connect(page, 'Theo Three', ACME)
    const agent = await (await browser.newContext()).newPage()
    await openDesk(agent, 'Sam Okafor')
    await findUntil(agent, account, 'Grevillea Garage')
    const views = [
      'home',
      `account/${account}`,
      'card/code-refused',
      'code/7KQ2-M4XP',
      'stuck?days=90',
      'fleet',
      'comments?all=true',
      'signals',
      'audit',
    ]
    for (const view of views) {
      await agent.goto(`${DESK}#/home`)
      await agent.goto(`${DESK}#/${view}`)
      await expect(agent.getByText('Looking…')).toHaveCount(0)
      await expect(agent.getByRole('heading', { level: 1 })).toHaveCount(1)
      expect(await findViolations(agent)).toEqual([])
      await agent.setViewportSize({ width: 320, height: 640 })
      const [inside = 0, window = 0] = await widths(agent)
      expect(inside, view).toBeLessThanOrEqual(window)
    }
  })

  test('shows who is stuck, as a picture, a list and a file, and all accounts by state', async ({ page }) => {
    await openDesk(page, 'Rosa Lim')
    await goTo(page, 'Who is stuck')
    await expect(heading(page, 'Who is stuck')).toBeFocused()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()])
    expect(file.suggestedFilename()).toBe('stuck.csv')
    await goTo(page, 'All accounts')
    await expect(heading(page, 'All accounts')).toBeFocused()
    await page.getByLabel('State').selectOption('Connected')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    expect(page.url()).toBe(`${DESK}#/fleet?state=connected`)
    await expect(page.getByLabel('State')).toHaveValue('connected')
  })

  test('has comments approved, answered and removed by who may act', async ({ page, visit, browser }) => {
    await visit(page, { user: 'Hazel Hill' })
    await page.goto('/comments/connect/log-in/')
    await page.getByLabel('Your comment').fill('Press Allow access twice')
    await page.getByRole('button', { name: 'Send the comment' }).click()
    await expect(page.getByText('We read your comment first').locator('visible=true')).toHaveCount(1)
    const agent = await (await browser.newContext()).newPage()
    await openDesk(agent, 'Sam Okafor')
    await goTo(agent, 'Comments')
    const comment = agent.getByRole('listitem').filter({ hasText: 'Press Allow access twice' })
    await comment.getByRole('button', { name: 'Approve' }).click()
    await expect(agent.getByText('Approved: everybody can read it now.')).toBeFocused()
    await expect(comment).toHaveCount(0)
    await agent.getByRole('link', { name: 'All', exact: true }).click()
    await comment.locator('summary', { hasText: 'Answer' }).click()
    await comment.getByLabel('Everybody can read the answer').fill('Once is enough.')
    await comment.getByRole('button', { name: 'Send the answer' }).click()
    await expect(comment.getByText('Our answer: Once is enough.')).toBeVisible()
    await comment.getByRole('button', { name: 'Remove…' }).click()
    await comment.getByRole('button', { name: 'Yes, remove it for ever' }).click()
    await expect(agent.getByText('Removed.')).toBeFocused()
    await expect(comment).toHaveCount(0)
  })

  test('says so where a view of an older build can’t be fetched any more', async ({ page }) => {
    await openDesk(page, 'Rosa Lim')
    await page.route(/\/FleetView\./, (route) => route.abort())
    await page.getByRole('link', { name: 'All accounts' }).click()
    await expect(page.getByRole('alert')).toContainText('This part of the desk can’t be loaded.')
    await page.unroute(/\/FleetView\./)
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'All accounts' })).toBeVisible()
  })

  test('opens with its first view alone, and with nothing of the guide’s pages', async ({ page }) => {
    const scripts: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url().replace(/.*\/([\w-]+)\..*/, '$1'))
    })
    await openDesk(page, 'Rosa Lim')
    await page.waitForLoadState('networkidle')
    const later = (name: string) => /View$|^(page|search-index)$/.test(name)
    expect(scripts.filter(later)).toEqual([])
    await find(page, 'wrong phone clock')
    await expect(heading(page, /answers?$/)).toBeFocused()
    expect(scripts.filter(later).toSorted()).toEqual(['FoundView', 'search-index'])
  })

  test('is never kept by a browser or made ready ahead', async ({ page }) => {
    await openDesk(page, 'Rosa Lim')
    const answer = await page.request.get(DESK)
    expect(answer.headers()['cache-control']).toBe('no-store')
    expect(answer.headers()['x-robots-tag']).toBe('noindex')
    expect(answer.headers()['speculation-rules']).toBeUndefined()
    expect((await page.request.get(`${GUIDE}/desk/cards.json`)).ok()).toBe(true)
    await find(page, 'nobody of that name')
    await expect(heading(page, /answers|Nothing found/)).toBeFocused()
  })
})
