import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connect, expectConnectedTo } from '../people.ts'
import { openDesk } from '../support-desk.ts'
import { readPages } from './pages.ts'

const addresses = readPages().map(({ address }) => (address === '/404.html' ? '/nowhere/' : address))

const HEADERS = {
  'content-security-policy': /default-src 'none';.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
}
/** Two languages of four flows and their problems: fewer means that the pages were not found. */
const LEAST_PAGES = 200
const NARROW = { width: 320, height: 800 }

/** @returns what is wrong with the page, as a reader's browser finds it */
async function findFaults(page: Page, address: string, errors: string[]): Promise<string[]> {
  errors.length = 0
  const answer = await page.goto(address)
  const wanted = address === '/nowhere/' ? 404 : 200
  const headers = answer?.headers() ?? {}
  const html = (await answer?.text()) ?? ''
  const shown = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    headings: [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length,
    beyond: document.documentElement.scrollWidth - innerWidth,
  }))
  return [
    ...(answer?.status() === wanted ? [] : [`answers ${answer?.status()}`]),
    ...Object.entries(HEADERS).flatMap(([name, value]) => (value.test(headers[name] ?? '') ? [] : [`lacks ${name}`])),
    ...(html.includes('{{') || shown.html.includes('{{') ? ['shows {{'] : []),
    ...(shown.headings === 1 ? [] : [`has ${shown.headings} headings of the first level`]),
    ...(shown.beyond <= 0 ? [] : [`is ${shown.beyond} pixels too wide at ${NARROW.width}`]),
    ...errors.filter((words) => !(wanted === 404 && words.includes('404'))),
  ].map((fault) => `${address} ${fault}`)
}

async function crawl(page: Page): Promise<void> {
  expect(addresses.length).toBeGreaterThan(LEAST_PAGES)
  // So that the desk is among the pages, and not the page to log in at.
  await openDesk(page, 'Rosa Lim')
  await page.setViewportSize(NARROW)
  // Nobody reads this fast: the rate limit on looks at comments would answer 429.
  await page.route('**/api/comments?*', (route) => route.fulfill({ json: { count: 0, mayComment: false } }))
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  const faults: string[] = []
  for (const address of addresses) faults.push(...(await findFaults(page, address, errors)))
  expect(faults).toEqual([])
}

test.describe('every page', () => {
  // A page takes a fifth of a second; beside other work several times as long.
  test.describe.configure({ timeout: 30_000 + addresses.length * 1000 })

  test('is sound for a reader without a visit', ({ page }) => crawl(page))

  test('is sound for a reader who is connected', async ({ page, visit }) => {
    await visit(page, { name: 'Räder <b>&</b> "Söhne"' })
    await expect(page.getByText('miStable account: Räder')).toBeVisible()
    await page.goto('/connect/two-step/')
    await page.goto('/')
    await connect(page, 'Theo Three', 'Acme Telecom Pty Ltd')
    await expectConnectedTo(page, 'Acme Telecom Pty Ltd')
    await crawl(page)
  })
})

test('a name from miBilling is text on a page, whatever is in it', async ({ page, visit }) => {
  const name = `<img src=x onerror="document.title='owned'">&amp; {{session.account}}`
  await visit(page, { name })
  await expect(page.getByText(`miStable account: ${name}`)).toBeVisible()
  await expect(page).toHaveTitle(/Connect miBilling to Xero/)
})
