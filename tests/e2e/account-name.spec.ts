import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './journey.ts'
import { connect, expectConnectedTo } from './people.ts'

const LEFT = 'You’ve left.'
const EDGE_FILLED = [
  '/',
  '/connect/log-in/',
  '/connect/organisation/',
  '/connect/connected/',
  '/connection/',
  '/reconnect/reconnect-to-xero/',
]

test('pages that show or change the connection name the account, and let one leave it', async ({ page, visit }) => {
  await visit(page)
  await connect(page, 'Olivia Owner', 'Riverbank Plumbing Pty Ltd')
  await expectConnectedTo(page, 'Riverbank Plumbing Pty Ltd')
  for (const address of [...EDGE_FILLED, '/problems/cancelled/']) {
    await page.goto(address)
    await expect(page.getByRole('main').getByText('miStable account: Wattle Cycles')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Leave Wattle Cycles' })).toBeVisible()
  }
  await page.goto('/zh-hans/connect/connected/')
  await expect(page.getByText('miStable 账户：Wattle Cycles')).toBeVisible()
})

test('leaving is a form that says whose visit it ends and in which language the page is', async ({ page, visit }) => {
  await visit(page)
  await page.goto('/zh-hans/connect/log-in/')
  await page.route('**/api/leave', (route) => route.fulfill({ contentType: 'text/plain', body: 'left' }))
  const leaving = page.waitForRequest('**/api/leave')
  await page.getByRole('button', { name: '离开 Wattle Cycles' }).click()
  const request = await leaving
  expect(request.method()).toBe('POST')
  expect([...new URLSearchParams(request.postData() ?? '').keys()]).toEqual(['visit', 'locale'])
})

test('whoever leaves is told so, and the browser acts for nobody any more', async ({ page, context, visit }) => {
  await visit(page)
  await page.goto('/connect/log-in/')
  await page.getByRole('button', { name: 'Leave Wattle Cycles' }).click()
  await expect(page.getByRole('status').filter({ hasText: LEFT })).toBeVisible()
  expect((await context.cookies()).map(({ name }) => name)).toEqual([])
  await page.goto('/connect/log-in/')
  await expect(page.getByRole('heading', { name: 'Come here from miStable first' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Leave/ })).toHaveCount(0)
})

test('the start page says that one has left, unless one is here again', async ({ page, visit }) => {
  await page.goto('/?left=yes')
  await expect(page.getByRole('status').filter({ hasText: LEFT })).toBeVisible()
  await page.goto('/')
  await expect(page.getByText(LEFT)).toBeHidden()
  await visit(page)
  await page.goto('/?left=yes')
  await expect(page.getByText('miStable account: Wattle Cycles')).toBeVisible()
  await expect(page.getByText(LEFT)).toBeHidden()
})

test('pages that are the same for everybody name nobody', async ({ page, visit }) => {
  await visit(page)
  for (const address of ['/connect/dashboard/', '/guide/', '/search/']) {
    await page.goto(address)
    await expect(page.getByText('Wattle Cycles')).toHaveCount(0)
    await expect(page.getByRole('button', { name: /^Leave/ })).toHaveCount(0)
  }
})

test('the line under the header passes axe, wide and narrow', async ({ page, visit }) => {
  await visit(page)
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/connect/log-in/')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' '))}`)).toEqual([])
  }
})
