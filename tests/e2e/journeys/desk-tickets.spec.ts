import type { Browser, Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { check } from '../mibilling.ts'
import { connect, expectProblem, logInToXero, setOff } from '../people.ts'
import { GUIDE } from '../places.ts'
import { copyAnswer, find, findUntil, heading, openDesk } from '../support-desk.ts'
import { ACME, lose } from '../your-connection.ts'

/** Of a person from support, who has a browser of their own. */
async function openAgent(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await openDesk(page, 'Sam Okafor')
  return page
}

const MOST_MILLISECONDS = 5000

/** From the press to what's asked for. */
async function timed(what: string, act: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await act()
  const took = Math.round(performance.now() - began)
  test.info().annotations.push({ type: 'stopwatch', description: `${what}: ${took} ms` })
  expect(took, what).toBeLessThan(MOST_MILLISECONDS)
}

test.describe('a ticket', () => {
  test('“it says 7KQ2-M4XP” becomes what happened, whose turn it is, and one message', async ({
    page,
    visit,
    account,
    browser,
  }) => {
    await visit(page, { name: 'Banksia Books', user: 'Nora Novak' })
    await setOff(page)
    await logInToXero(page, 'Theo Three')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectProblem(page, 'cancelled')
    const code = new URL(page.url()).searchParams.get('ref') ?? ''

    const agent = await openAgent(browser)
    const story = 'The connection was cancelled in Xero'
    await findUntil(agent, code, story)
    await agent.goto(`${GUIDE}/desk/#/home`)
    await timed('from the press to the story', async () => {
      await find(agent, `Customer says: it says ${code}, what now?`)
      await expect(heading(agent, story)).toBeFocused()
    })
    expect(agent.url()).toBe(`${GUIDE}/desk/#/code/${code}`)
    await expect(agent.getByText('The customer can fix this.')).toBeVisible()
    await expect(agent.getByText('Nora Novak · Connecting to Xero, at “Log in to your Xero account”')).toBeVisible()
    await expect(agent.getByRole('link', { name: 'Its connection' })).toBeVisible()
    await expect(agent.getByRole('listitem').filter({ hasText: code })).toContainText('Cancelled in Xero. Nothing changed')
    await agent.getByText('Log fields').click()
    await expect(agent.locator('details[open]')).toContainText('cancelled')
    const message = await copyAnswer(agent)
    expect(message).toContain('Hi Nora,')
    expect(message).toContain('Banksia Books')
    expect(message).toContain(`${GUIDE}/problems/cancelled/\n`)
    expect(message).toContain(code)
    await agent.getByRole('link', { name: 'Its connection' }).click()
    await expect(heading(agent, 'Banksia Books')).toBeFocused()
    expect(agent.url()).toBe(`${GUIDE}/desk/#/account/${account}`)
  })

  test('“code not accepted” becomes an answer by the customer’s own words', async ({ browser }) => {
    const agent = await openAgent(browser)
    await timed('from the press to the answer', async () => {
      await find(agent, 'code not accepted')
      await expect(heading(agent, /answers$/)).toBeFocused()
    })
    expect(agent.url()).toBe(`${GUIDE}/desk/#/found`)
    await expect(agent.getByRole('heading', { name: 'Answer to send' })).toBeVisible()
    expect(await copyAnswer(agent)).toContain(`${GUIDE}/problems/code-refused/\n`)
    await agent.getByRole('link', { name: 'The clock of my phone is wrong' }).first().click()
    await expect(heading(agent, 'The clock of my phone is wrong')).toBeFocused()
  })

  test('“I connected the wrong company” becomes the account, its connection and an answer', async ({
    page,
    visit,
    account,
    browser,
  }) => {
    await visit(page, { name: 'Casuarina Cakes' })
    await connect(page, 'Theo Three', ACME)
    const agent = await openAgent(browser)
    await find(agent, 'I connected the wrong company')
    await expect(agent.getByRole('link', { name: 'I picked a different company in Xero' }).first()).toBeVisible()
    expect(await copyAnswer(agent)).toMatch(/\/problems\/[\w-]+\/\n/)
    await findUntil(agent, 'casuarina', '1 account')
    await timed('from the account to its connection', async () => {
      await agent.getByRole('link', { name: 'Casuarina Cakes' }).click()
      await expect(heading(agent, 'Casuarina Cakes')).toBeFocused()
    })
    expect(agent.url()).toBe(`${GUIDE}/desk/#/account/${account}`)
    await expect(agent.getByText('Connected', { exact: true }).first()).toBeVisible()
    await expect(agent.getByRole('definition').filter({ hasText: ACME }).first()).toBeVisible()
    await expect(agent.getByText(`${ACME} chosen`)).toBeVisible()
    await expect(agent.getByRole('listitem').filter({ hasText: 'connection.connected' })).toContainText(
      /Arrived|On its way|Waiting/,
    )
  })

  test('of a connection that ended becomes a fresh link, whose page says who sent it', async ({
    page,
    visit,
    account,
    browser,
  }) => {
    await visit(page, { name: 'Dryandra Dental' })
    await connect(page, 'Theo Three', ACME)
    await lose(account)
    const agent = await openAgent(browser)
    await findUntil(agent, account, 'Dryandra Dental')
    await expect(agent.getByText('Reconnect needed', { exact: true })).toBeVisible()
    await expect(agent.getByText('Someone disconnected miBilling in Xero')).toBeVisible()
    await agent.locator('summary', { hasText: 'Make a fresh link to send' }).click()
    await agent.getByLabel('Which page?').selectOption('Their connection')
    const reason = agent.locator('details[open]').getByLabel('Why?')
    await reason.fill('ticket 4711')
    await timed('from the press to the link', async () => {
      await agent.getByRole('button', { name: 'Make the link' }).click()
      await expect(agent.getByText('The link is ready.').first()).toBeVisible()
    })
    const link = (await agent.locator('details[open] code').textContent()) ?? ''
    const customer = await (await browser.newContext()).newPage()
    await customer.goto(link)
    await expect(customer.getByText('Support sent you here.')).toBeVisible()
    await expect(customer.getByRole('button', { name: 'Reconnect to Xero' }).filter({ visible: true })).toBeVisible()
    expect((await check(account)).state).toBe('reconnect-required')
  })

  test('in Chinese, of a phone with a wrong clock, becomes an answer in Chinese', async ({ browser }) => {
    const agent = await openAgent(browser)
    await timed('from the press to the answer', async () => {
      await find(agent, '手机时间不对，验证码都不行')
      await expect(heading(agent, /answers$/)).toBeFocused()
    })
    await agent.getByRole('link', { name: 'The clock of my phone is wrong' }).first().click()
    await expect(heading(agent, 'The clock of my phone is wrong')).toBeFocused()
    await expect(agent.getByRole('radio', { name: '中文' })).toBeChecked()
    const message = await copyAnswer(agent)
    expect(message).toContain(`${GUIDE}/zh-hans/problems/phone-clock-wrong/\n`)
    expect(message).toContain('您好')
  })
})
