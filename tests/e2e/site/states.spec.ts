/** What can be pressed says what it is doing, and everything can be told apart without colours and at any size. */
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { connectionOf } from '../mibilling.ts'
import { chooseCompany, connect, expectConnectedTo, logInToXero, setOff } from '../people.ts'
import { GUIDE } from '../places.ts'

const RIVERBANK = 'Riverbank Plumbing Pty Ltd'
/** One of each kind. */
const KINDS = [
  '/',
  '/connect/dashboard/',
  '/connect/two-step/',
  '/connect/log-in/',
  '/connect/company/',
  '/connect/organisation/',
  '/connect/connected/',
  '/two-step/scan-barcode/',
  '/two-step/clock/',
  '/two-step/practise/',
  '/who-must/australian-organisation/',
  '/who-must/must-for-the-ato/',
  '/reconnect/reconnect-to-xero/',
  '/problems/',
  '/problems/cancelled/?ref=7KQ2-M4XP',
  '/search/',
  '/comments/connect/dashboard/',
  '/guide/',
  '/print/two-step/',
  '/nowhere/',
]

const beyond = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

test.describe('a button that asks Xero', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('keeps its place, says so, and sends nothing twice', async ({ page, visit }) => {
    await visit(page)
    await page.goto('/connect/log-in/')
    let sent = 0
    await page.route('**/api/xero/authorize', async (route) => {
      sent += 1
      await route.fulfill({ status: 204 })
    })
    // An answer without content leaves the page as it is.
    const look = () =>
      page.evaluate(() => {
        const button = [...document.querySelectorAll<HTMLElement>('form[action="/api/xero/authorize"] button')].find(
          (each) => each.offsetWidth > 0,
        )
        const { x, y, width, height } = button?.getBoundingClientRect() ?? new DOMRect()
        const spinner = button === undefined ? undefined : getComputedStyle(button, '::before').animationName
        return { place: [x, y, height], width, words: button?.textContent, busy: button?.ariaDisabled, spinner }
      })
    const before = await look()
    await page.getByRole('button', { name: 'Log in to Xero' }).click({ noWaitAfter: true })
    await expect.poll(async () => (await look()).busy).toBe('true')
    const during = await look()
    expect(during).toMatchObject({ place: before.place, words: 'Asking Xero…', spinner: 'none' })
    expect(during.width).toBeGreaterThanOrEqual(before.width)
    await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('button[aria-disabled="true"]')
      button?.click()
      button?.click()
    })
    await page.waitForTimeout(300)
    expect(sent).toBe(1)
  })

  test('can be pressed again by a reader who comes back', async ({ page, visit }) => {
    await visit(page)
    await page.goto('/connect/log-in/')
    await page.getByRole('button', { name: 'Log in to Xero' }).click()
    await page.waitForURL('**/identity/user/login**')
    await page.goBack()
    await expect(page.getByRole('button', { name: 'Log in to Xero' })).not.toHaveAttribute('aria-disabled')
  })
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('disconnecting names what it ends, and "Keep it" closes the fold and ends nothing', async ({ page, visit, account }) => {
      await visit(page)
      await connect(page, 'Olivia Owner', RIVERBANK)
      await expectConnectedTo(page, RIVERBANK)
      const danger = page.getByRole('button', { name: `Disconnect ${RIVERBANK}` })
      await expect(danger).toBeHidden()
      await page.getByText('Disconnect from Xero').click()
      await expect(danger).toBeVisible()
      await expect(page.getByText(`miBilling loses access to ${RIVERBANK} at once`)).toBeVisible()
      await page.getByRole('link', { name: 'Keep it' }).click()
      await expect(danger).toBeHidden()
      if (javaScriptEnabled) await expect(page.getByText('Disconnect from Xero')).toBeFocused()
      expect((await connectionOf(account)).state).toBe('connected')
    })
  })
}

test('the page on which a first organisation is confirmed shows what will be joined', async ({ page, visit }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await visit(page)
  await setOff(page)
  await logInToXero(page, 'Olivia Owner')
  await chooseCompany(page, RIVERBANK)
  const joining = page.getByRole('region', { name: 'This is what you’ll join' })
  await expect(joining).toContainText('Wattle Cycles')
  await expect(joining).toContainText(RIVERBANK)
})

test('a problem page says the short answer before anything else', async ({ page }) => {
  await page.goto('/problems/cancelled/')
  const words = (await page.getByRole('main').textContent()) ?? ''
  const places = ['Nothing has changed.', 'Who can fix this?', 'What to do now', 'What it means'].map((part) => words.indexOf(part))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(Math.min(...places)).toBeGreaterThan(0)
})

test('something else happened shows the five commonest, and the rest behind one more press', async ({ page }) => {
  await page.goto('/connect/company/')
  await page.getByText('Something else happened').click()
  const links = page.locator('details:has-text("Something else happened") a').filter({ visible: true })
  await expect(links).toHaveCount(5)
  await page.getByText('More that can happen').click()
  expect(await links.count()).toBeGreaterThan(10)
  await expect(links.last()).toHaveText('None of these')
})

test.describe('in forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } })

  test('what is done, what is now, and every disc is drawn with lines', async ({ page }) => {
    await page.goto('/connect/dashboard/')
    await page.getByRole('link', { name: 'I can see Billing' }).click()
    await page.locator('.bar').getByRole('link').last().click()
    await page.waitForURL('**/who-connects/')
    const drawn = (selector: string, part: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element, pseudo) => {
          const { borderBottomWidth, borderBottomStyle, borderBottomColor, content } = getComputedStyle(element, pseudo)
          return { content, line: `${borderBottomWidth} ${borderBottomStyle}`, seen: borderBottomColor !== 'rgba(0, 0, 0, 0)' }
        }, part)
    // The step has turned within the same document: the list follows a moment after the address.
    await expect
      .poll(() => drawn('.chapter.done .chapter-title', '::before'))
      .toEqual({ content: '""', line: '2px solid', seen: true })
    await expect
      .poll(() => drawn('.chapter.open .chapter-title', '::before'))
      .toEqual({ content: '""', line: '4px solid', seen: true })
    await page.goto('/connect/company/')
    expect((await drawn('.words ol > li', '::before')).line).toBe('1px solid')
  })
})

test.describe('zoomed in', () => {
  for (const [name, viewport] of [
    ['at 320 px', { width: 320, height: 640 }],
    ['at 200 %', { width: 640, height: 360 }],
    ['at 400 %', { width: 320, height: 180 }],
  ] as const) {
    test(`nothing scrolls sideways ${name}`, async ({ page, visit }) => {
      test.setTimeout(90_000)
      await page.setViewportSize(viewport)
      for (const address of KINDS) {
        await page.goto(address)
        expect({ address, beyond: await beyond(page) }).toEqual({ address, beyond: 0 })
      }
      await visit(page)
      for (const address of ['/', '/connect/log-in/', '/connect/organisation/', '/connect/connected/', '/connection/']) {
        await page.goto(address)
        expect({ address, beyond: await beyond(page) }).toEqual({ address, beyond: 0 })
      }
    })
  }

  test('the bar is part of the page in a low window', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 180 })
    await page.goto('/connect/company/')
    expect(await page.locator('.bar').evaluate((bar) => getComputedStyle(bar).position)).toBe('static')
  })

  test('the bar never covers what has the focus', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 500 })
    for (const address of ['/connect/company/', '/two-step/scan-barcode/']) {
      await page.goto(GUIDE + address)
      const top = (await page.locator('.bar').boundingBox())?.y ?? 0
      for (let tabs = 0; tabs < 25; tabs += 1) {
        await page.keyboard.press('Tab')
        const { bottom, outside, name } = await page.evaluate(() => {
          const focused = document.activeElement
          const box = focused?.getBoundingClientRect()
          const outside = focused === document.body || focused?.closest('.bar') !== null
          return { bottom: box?.bottom ?? 0, outside, name: focused?.textContent.trim() }
        })
        if (!outside) expect({ name, covered: bottom > top + 1 }).toEqual({ name, covered: false })
      }
    }
  })
})
