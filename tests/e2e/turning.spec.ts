/** From one step to the next within one document, where the browser can; by an ordinary link wherever it cannot. */
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

const FIRST = '/two-step/xero-log-in-page/'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const onward = (page: Page) => page.locator('.bar').getByRole('link').last()

/** What a document keeps for as long as it lives. */
const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { isSame: true }))
const isSame = (page: Page) => page.evaluate(() => 'isSame' in globalThis)

/** What a page says, without what depends on how a reader came. */
const contentOf = (page: Page) =>
  page.evaluate(() => {
    const own = document.documentElement.cloneNode(true) as HTMLElement
    for (const part of own.querySelectorAll('[data-comments], [role=status]')) part.remove()
    own.querySelector('h1')?.removeAttribute('tabindex')
    const head = [...own.querySelectorAll('head > :not(script)')].map(({ outerHTML }) => outerHTML).sort()
    return { head, body: own.querySelector('body')?.innerHTML }
  })

/** Does something after which the page fetches the step behind its filled button, and has it ready. */
async function untilFetched(page: Page, work: () => Promise<unknown>): Promise<void> {
  const isPage = (address: string): boolean => !/\/way\.json$|\/api\//.test(address)
  const fetched = page.waitForResponse((response) => response.request().resourceType() === 'fetch' && isPage(response.url()))
  await work()
  await (await fetched).finished()
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
}

async function open(page: Page, address: string): Promise<void> {
  await untilFetched(page, () => page.goto(address))
  await mark(page)
}

test('a step turns to the next without loading it, and is all that a page is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, FIRST)
  const before = await heading(page).textContent()
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await onward(page).click()
  await expect(heading(page)).not.toHaveText(before ?? '')
  await expect(heading(page)).toBeFocused()
  expect(await isSame(page)).toBe(true)

  const address = new URL(page.url())
  expect(address.pathname).not.toBe(FIRST)
  await expect.poll(() => page.title()).toContain((await heading(page).textContent()) ?? '?')
  expect(await page.getByRole('link', { name: '简体中文' }).getAttribute('href')).toBe(`/zh-hans${address.pathname}`)
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toContain(address.pathname)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('guide.progress'))).toContain(address.pathname.split('/')[2] ?? '?')

  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(address.href)
  await page.getByRole('button', { name: 'Yes' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Thank you' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox')).toBeFocused()
})

/** Whoever has answered sees their own way as soon as the flow has come, which may be after the heading. */
async function drawnOwnWay(page: Page): Promise<void> {
  const answer = await page.waitForResponse((response) => response.url().endsWith('/way.json'))
  await answer.finished()
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

for (const address of [FIRST, `/zh-hans${FIRST}`, '/alternative-email/account-security/'])
  test(`a page that was turned to is the one that is loaded: after ${address}`, async ({ page }) => {
    await open(page, address)
    const before = page.url()
    const ownWay = drawnOwnWay(page)
    await onward(page).click()
    await expect(page).not.toHaveURL(before)
    await expect.poll(() => page.title()).toContain((await heading(page).textContent()) ?? '?')
    expect(await isSame(page)).toBe(true)
    await ownWay
    const turned = await contentOf(page)
    const again = drawnOwnWay(page)
    await page.reload()
    await again
    expect(turned).toEqual(await contentOf(page))
  })

test('nothing moves as a step turns, nor when the comments are counted', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  // Their rate is one for all tests of this address.
  await page.route('**/api/comments?*', (route) => route.fulfill({ json: { count: 3 } }))
  await open(page, FIRST)
  await page.evaluate(() => {
    scrollTo(0, document.body.scrollHeight)
    const moved: string[] = []
    Object.assign(globalThis, { moved })
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[])
        moved.push(...sources.map(({ node }) => node?.textContent ?? '?'))
    }).observe({ type: 'layout-shift' })
  })
  const counted = page.waitForResponse((response) => response.url().includes('/api/comments?page=%2Ftwo-step%2Femail'))
  await onward(page).click()
  await counted
  await expect(page.locator('[data-comments-count]')).toContainText(/\d/)
  // Two frames: what moved in one is told in the next.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([])
})

test('who presses twice at once has answered both steps', async ({ page }) => {
  await open(page, FIRST)
  const before = page.url()
  await page.evaluate(async () => {
    const press = () => document.querySelector<HTMLElement>('.bar a.button')?.click()
    press()
    await Promise.resolve()
    press()
  })
  await expect(page).not.toHaveURL(before)
  await expect(page).not.toHaveURL(/email-and-password/)
  const progress = await page.evaluate(() => localStorage.getItem('guide.progress'))
  expect(progress).toContain('"answers":{"xero-log-in-page":"done","email-and-password":"done"}')
})

test('Back and Forward lead through the steps that were turned to, and a reload stays', async ({ page }) => {
  await open(page, FIRST)
  const titles = [await heading(page).textContent()]
  await untilFetched(page, () => onward(page).click())
  titles.push(await heading(page).textContent())
  await onward(page).click()
  await expect(heading(page)).not.toHaveText(titles[1] ?? '')
  await page.goBack()
  await expect(heading(page)).toHaveText(titles[1] ?? '?')
  await page.goBack()
  await expect(heading(page)).toHaveText(titles[0] ?? '?')
  await expect(page).toHaveURL(new RegExp(`${FIRST}$`))
  await page.goForward()
  await expect(heading(page)).toHaveText(titles[1] ?? '?')
  expect(await isSame(page)).toBe(true)
  await page.reload()
  await expect(heading(page)).toHaveText(titles[1] ?? '?')
})

test('a page that the Worker answers is loaded', async ({ page }) => {
  await page.goto('/connect/two-step/')
  await mark(page)
  await page.locator('.choices').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/connect\/log-in\/$/)
  await expect(heading(page)).toBeFocused()
  expect(await isSame(page)).toBe(false)
})

test('a step that could not be fetched ahead is loaded', async ({ page }) => {
  await page.route('**/two-step/**', (route) => (route.request().resourceType() === 'fetch' ? route.abort() : route.continue()))
  await page.goto(FIRST)
  await mark(page)
  const before = await heading(page).textContent()
  await onward(page).click()
  await expect(heading(page)).not.toHaveText(before ?? '')
  expect(await isSame(page)).toBe(false)
})

test('a step of another build is loaded, with its own styles and scripts', async ({ page }) => {
  await page.route('**/two-step/**', async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue()
    const response = await route.fetch()
    return route.fulfill({
      response,
      body: (await response.text()).replace('rel="stylesheet" href="/_astro/', 'rel="stylesheet" href="/_astro/other-'),
    })
  })
  await open(page, FIRST)
  await onward(page).click()
  await expect(page).not.toHaveURL(new RegExp(`${FIRST}$`))
  await expect(heading(page)).toBeVisible()
  expect(await isSame(page)).toBe(false)
  // The step that was loaded fetches the next one in its turn.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('a browser without the Navigation API goes by links', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'navigation', { value: undefined }))
  await page.goto(FIRST)
  await mark(page)
  await onward(page).click()
  await expect(page).not.toHaveURL(new RegExp(`${FIRST}$`))
  await expect(heading(page)).toBeFocused()
  expect(await isSame(page)).toBe(false)
})
