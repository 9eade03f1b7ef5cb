import { decodeBase32IgnorePadding } from '@oslojs/encoding'
import { generateHOTP } from '@oslojs/otp'
import type { Page } from '@playwright/test'
import { expect, test } from '../journey.ts'
import { findViolations } from '../site/axe.ts'

const PRACTISE = '/two-step/practise/'
const STEP = 30_000

/** The key as a person types it into an app. */
async function readKey(page: Page): Promise<Uint8Array> {
  await expect(page.locator('.practice-key')).toHaveText(/^[A-Z2-7]{32}$/)
  return decodeBase32IgnorePadding((await page.locator('.practice-key').textContent()) ?? '')
}

const codeOf = (key: Uint8Array, counter: number): string => generateHOTP(key, BigInt(counter), 6)
/** What an app shows whose clock is off by so many milliseconds. */
const showCode = (key: Uint8Array, offset = 0): string => codeOf(key, Math.floor((Date.now() + offset) / STEP))

/** Not in the last seconds of a code, which may be over before it is sent. */
async function awaitEarly(page: Page): Promise<void> {
  const left = STEP - (Date.now() % STEP)
  if (left < 6_000) await page.waitForTimeout(left + 100)
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Six digits beside' }).fill(code)
  await page.keyboard.press('Enter')
}

const expectFinding = (page: Page, words: string | RegExp) =>
  expect(page.locator('[data-findings]')).toContainText(words, { useInnerText: true })

test.describe('the rehearsal', () => {
  test('takes the right code, also with a space or full-width digits, and ends by deleting the entry', async ({ page }) => {
    await page.goto(PRACTISE)
    const key = await readKey(page)
    await awaitEarly(page)
    await enter(page, showCode(key))
    await expectFinding(page, 'That’s right.')
    await enter(page, showCode(key).replace(/.../, '$& '))
    await expectFinding(page, 'That’s right.')
    await enter(page, [...showCode(key)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''))
    await expectFinding(page, 'That’s right.')
    await enter(page, '12345')
    await expectFinding(page, 'That isn’t six digits.')
    await page.getByRole('button', { name: 'I’ve deleted it' }).click()
    await expect(page.getByRole('heading', { name: 'Nothing is left of it' })).toBeFocused()
    await expect(page.locator('.practice-key')).toHaveText('')
    await page.getByRole('link', { name: 'Carry on with Xero' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'What does Xero show after Continue?' })).toBeVisible()
  })

  test('says what is wrong with a code', async ({ page }) => {
    await page.goto(PRACTISE)
    const first = await readKey(page)
    await awaitEarly(page)
    await enter(page, showCode(first, -300_000))
    await expectFinding(page, /The phone is about 3\d\d seconds slow\.|The phone is about 2[789]\d seconds slow\./)
    await expectFinding(page, 'This is why Xero would refuse')
    await page.reload()

    const key = await readKey(page)
    await awaitEarly(page)
    await enter(page, showCode(key, 300_000))
    await expectFinding(page, /about (2[789]|3[0123])\d seconds fast/)
    await enter(page, codeOf(key, 3))
    await expectFinding(page, 'This entry counts presses')
    await enter(page, showCode(key, -STEP))
    await expectFinding(page, 'That code has just ended.')
    await page.getByRole('button', { name: 'Make another key' }).click()
    const newer = await readKey(page)
    expect(newer).not.toEqual(key)
    await awaitEarly(page)
    await enter(page, showCode(key))
    await expectFinding(page, 'an older practice entry')
    await expectFinding(page, 'PRACTICE ONLY, delete me 2')
    await enter(page, codeOf(newer, 4_000_000))
    await expectFinding(page, 'That isn’t a code of the practice entry')
  })

  test('measures by the edge’s clock, not by this device’s', async ({ page }) => {
    await page.addInitScript(() => {
      const right = Date.now
      Date.now = () => right() - 300_000
    })
    await page.goto(PRACTISE)
    const key = await readKey(page)
    await awaitEarly(page)
    await enter(page, showCode(key))
    await expectFinding(page, 'That’s right.')
  })

  test('says so where it could not compare this device', async ({ page }) => {
    await page.route('**/api/time', (route) => route.abort())
    await page.goto(PRACTISE)
    const key = await readKey(page)
    await enter(page, showCode(key, -300_000))
    await expectFinding(page, 'We couldn’t compare this device')
    await awaitEarly(page)
    await enter(page, showCode(key))
    await expectFinding(page, 'The code fits this device’s time.')
    await expectFinding(page, 'We couldn’t compare this device')
    await expect(page.getByText('Your app and your clock are fine')).toBeHidden()
  })

  test('calls nobody slow who enters a code again that was right', async ({ page }) => {
    await page.addInitScript(() => {
      let later = 0
      for (const clock of [Date, performance]) {
        const now = clock.now.bind(clock)
        clock.now = () => now() + later
      }
      addEventListener('later', () => {
        later += 90_000
      })
    })
    await page.goto(PRACTISE)
    const key = await readKey(page)
    await awaitEarly(page)
    const code = showCode(key)
    await enter(page, code)
    await expectFinding(page, 'That’s right.')
    await enter(page, code)
    await expectFinding(page, 'That’s right.')
    await page.evaluate(() => dispatchEvent(new Event('later')))
    await enter(page, code)
    await expectFinding(page, 'That code has just ended.')
  })

  test('waits for the clock in other words than those for readers without script, and asks nothing once it has the key', async ({
    page,
  }) => {
    let asked = 0
    await page.route('**/api/time', async (route) => {
      asked += 1
      await new Promise((resolve) => setTimeout(resolve, 1_200))
      await route.continue().catch(() => undefined)
    })
    await page.goto(PRACTISE)
    await expect(page.getByText('Comparing with our clock')).toBeVisible()
    await expect(page.getByText('this page needs JavaScript')).toBeHidden()
    await readKey(page)
    const before = asked
    await page.waitForTimeout(3_000)
    expect(asked).toBe(before)
  })

  test('says what happened where the page was loaded again since the entry was added', async ({ page }) => {
    await page.goto(PRACTISE)
    const key = await readKey(page)
    await page.reload()
    await readKey(page)
    await awaitEarly(page)
    await enter(page, showCode(key))
    await expectFinding(page, 'Was this page loaded again since you added it?')
  })

  test('does not wait for ever where the browser can make no key', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }))
    await page.goto(PRACTISE)
    await expect(page.getByRole('link', { name: 'Carry on with Xero' })).toBeVisible()
    await expect(page.getByText('Comparing with our clock')).toBeHidden()
  })

  test('says of a key that it is copied only until there is another', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(PRACTISE)
    await readKey(page)
    await page.getByRole('button', { name: 'Copy the key' }).click()
    await expect(page.getByText('Key copied')).toBeVisible()
    await page.getByRole('button', { name: 'Make another key' }).click()
    await expect(page.getByText('Key copied')).toBeHidden()
    await expect(page.getByRole('status').filter({ hasText: 'This is a new key.' })).toBeVisible()
  })

  test('sends nothing once the key is made, and stores nothing', async ({ page, context }) => {
    await page.goto(PRACTISE, { waitUntil: 'networkidle' })
    const key = await readKey(page)
    const text = (await page.locator('.practice-key').textContent()) ?? ''
    const kept = () =>
      page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]))
    const before = await kept()
    const asked: string[] = []
    context.on('request', (request) => asked.push(request.url()))
    await enter(page, showCode(key))
    await enter(page, codeOf(key, 3))
    await page.getByRole('button', { name: 'Make another key' }).click()
    await enter(page, showCode(await readKey(page), -300_000))
    await page.getByRole('button', { name: 'I’ve deleted it' }).click()
    await page.waitForTimeout(1_000)
    expect(asked).toEqual([])
    expect(await kept()).toBe(before)
    expect(before).not.toContain(text)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length)).toBe(0)
    await page.reload()
    await expect(page.locator('.practice-key')).not.toHaveText(text)
  })

  test('gives the app on this phone a link, and names nothing that could be Xero’s', async ({ page }) => {
    for (const locale of ['', '/zh-hans']) {
      await page.goto(locale + PRACTISE)
      await readKey(page)
      const address = await page.locator('[data-practice-open]').getAttribute('href')
      expect(address).toMatch(/^otpauth:\/\/totp\/.+secret=[A-Z2-7]{32}&issuer=/)
      expect(decodeURIComponent(address ?? '')).not.toMatch(/xero/i)
      await expect(page.getByRole('img', { name: locale === '' ? 'QR code with the practice key' : '练习密钥' })).toBeVisible()
    }
  })

  test('is fine with axe in both themes, whatever it has found', async ({ page }) => {
    test.setTimeout(90_000)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(PRACTISE)
      const key = await readKey(page)
      for (const code of [showCode(key), codeOf(key, 3), '1']) {
        await enter(page, code)
        expect(await findViolations(page)).toEqual([])
      }
      await page.getByRole('button', { name: 'I’ve deleted it' }).click()
      expect(await findViolations(page)).toEqual([])
    }
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })
    test('says so, and how to carry on', async ({ page }) => {
      await page.goto(PRACTISE)
      await expect(page.getByText('this page needs JavaScript')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Check the code' })).toBeHidden()
      await expect(page.getByRole('link', { name: 'Carry on with Xero' })).toBeVisible()
    })
  })
})
