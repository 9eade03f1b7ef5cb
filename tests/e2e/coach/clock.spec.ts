import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { findViolations } from '../site/axe.ts'

const CLOCK = '/two-step/clock/'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** The phone's clock is off by so many seconds, and runs. */
const setClock = (page: Page, seconds: number) =>
  page.addInitScript((ms) => {
    const right = Date.now
    let offset = ms
    Date.now = () => right() + offset
    addEventListener('set-clock', (event) => {
      offset = (event as CustomEvent<number>).detail * 1000
    })
  }, seconds * 1000)

const setAgain = (page: Page, seconds: number) =>
  page.evaluate((to) => dispatchEvent(new CustomEvent('set-clock', { detail: to })), seconds)

/** 150 ms, 1.6 Mbit/s, and up to 300 ms more on the way there: the worst case for half the round trip. */
async function slowDown(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  const speed = 1_600_000 / 8
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: speed,
    uploadThroughput: speed,
  })
  let asked = 0
  await page.route('**/api/time', async (route) => {
    asked += 1
    await new Promise((resolve) => setTimeout(resolve, (asked * 137) % 300))
    await route.continue()
  })
}

const expectWords = (page: Page, words: string | RegExp) =>
  expect(page.locator('[data-clock]')).toContainText(words, { useInnerText: true, timeout: 15_000 })

async function expectReading(page: Page, seconds: number): Promise<void> {
  if (seconds === 0) return expectWords(page, 'Right to the second')
  const number = Math.abs(seconds)
  const words = `${number === 1 ? 'second' : 'seconds'} ${seconds < 0 ? 'slow' : 'fast'}`
  await expectWords(page, new RegExp(`Your phone is\\s*${number}\\s*${words}`))
}
const amount = (page: Page) => page.locator('[data-amount]:visible')

test.describe('the clock of a phone', () => {
  test.use(PHONE)

  for (const [line, offsets] of [
    ['a quick line', [-600, -70, -31, -1, 0, 1, 31, 70, 600]],
    ['a slow and uneven line', [-600, -70, 0, 70, 600]],
  ] as const) {
    test(`is read to the second on ${line}`, async ({ page }) => {
      if (line !== 'a quick line') await slowDown(page)
      await setClock(page, 0)
      await page.goto(CLOCK)
      for (const seconds of offsets) {
        await setAgain(page, seconds)
        await page.getByRole('button', { name: 'Check again' }).tap()
        await expectReading(page, seconds)
        // In the drawing a unit is a second, to 120 either way; it has tenths.
        const [, drawn] = /\((.+)\)/.exec((await page.locator('[data-mark]').getAttribute('transform')) ?? '') ?? []
        console.log(`${line}: ${seconds} s, drawn at ${drawn}`)
        expect(Math.abs(Number(drawn) - Math.max(-120, Math.min(120, seconds)))).toBeLessThanOrEqual(0.6)
      }
    })
  }

  test('is called the cause only where it is', async ({ page }) => {
    await setClock(page, -70)
    await page.goto(CLOCK)
    await expectWords(page, 'This is why Xero refuses your codes')
    await setAgain(page, -12)
    await page.getByRole('button', { name: 'Check again' }).tap()
    await expectWords(page, 'close enough')
    await expect(page.getByText('This is why')).toBeHidden()
    await setAgain(page, 45)
    await page.getByRole('button', { name: 'Check again' }).tap()
    await expectWords(page, 'some of your codes')
    await setAgain(page, 11 * 3600)
    await page.getByRole('button', { name: 'Check again' }).tap()
    await expectWords(page, /11\s*hours fast/)
  })

  test('is read again when the phone wakes up, and when the page is looked at again', async ({ page }) => {
    await setClock(page, -70)
    await page.goto(CLOCK)
    await expect(amount(page)).toHaveText('70')
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await setAgain(page, 0)
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: false, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect(page.getByText('Right to the second')).toBeVisible()
    // Nothing tells a page of a sleep but a second that takes longer.
    await setAgain(page, 300)
    await expect(amount(page)).toHaveText('300')
  })

  test('is read again, from its own measurements, where the phone sleeps in the middle of one', async ({ page }) => {
    await setClock(page, -70)
    let asked = 0
    await page.route('**/api/time', async (route) => {
      asked += 1
      if (asked === 2) await setAgain(page, 0)
      await route.continue()
    })
    await page.goto(CLOCK)
    await expect(page.getByText('Right to the second')).toBeVisible()
  })

  test('is read again where the phone comes back to a question that it has lost', async ({ page }) => {
    await setClock(page, -70)
    let asked = 0
    await page.route('**/api/time', async (route) => {
      asked += 1
      if (asked > 1) return route.continue()
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      return route.abort()
    })
    await page.goto(CLOCK)
    await expect(amount(page)).toHaveText('70')
  })

  test('is not read while nobody looks at the page', async ({ page }) => {
    await setClock(page, -70)
    await page.goto(CLOCK)
    await expect(amount(page)).toHaveText('70')
    let asked = 0
    page.on('request', () => {
      asked += 1
    })
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }))
    await setAgain(page, 300)
    await page.waitForTimeout(2_500)
    expect(asked).toBe(0)
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: false, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect(amount(page)).toHaveText('300')
  })

  test('is not guessed at without the network', async ({ page, context }) => {
    await page.goto(CLOCK)
    await expect(page.getByText('Right to the second')).toBeVisible()
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Check again' }).tap()
    await expectWords(page, 'We couldn’t compare the clocks')
    await context.setOffline(false)
    await expect(page.getByText('Right to the second')).toBeVisible()
  })

  test('is mended by the steps for this phone, which axe finds nothing wrong with in either theme', async ({ page }) => {
    await setClock(page, -70)
    for (const locale of ['', '/zh-hans']) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.goto(locale + CLOCK)
        await expect(amount(page)).toHaveText('70')
        expect(await findViolations(page)).toEqual([])
      }
    }
    await page.goto(CLOCK)
    await expect(page.getByText('Set Automatically')).toBeVisible()
    await page.getByRole('radio', { name: 'Android' }).check()
    await expect(page.getByText('Set time automatically')).toBeVisible()
    await expect(page.getByText('Set Automatically')).toBeHidden()
  })
})

test.describe('the clock page', () => {
  test('says on a computer whose clock that is, and leads back where the reader was', async ({ page }) => {
    await page.goto('/problems/code-refused/')
    await page.getByRole('link', { name: 'Check your phone’s clock' }).click()
    await expect(page.getByText('That’s this computer, not your phone')).toBeVisible()
    await expect(page.getByText(/localhost:\d+\/two-step\/clock\//)).toBeVisible()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('link', { name: 'Back', exact: true }).click()
    await expect(page).toHaveURL(/code-refused/)
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })
    test('says so, and still says how a phone sets its own time', async ({ page }) => {
      await page.goto(CLOCK)
      await expect(page.getByText('this page needs JavaScript')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Check again' })).toBeHidden()
      await page.getByRole('radio', { name: 'Android' }).check()
      await expect(page.getByText('Set time automatically')).toBeVisible()
    })
  })
})
