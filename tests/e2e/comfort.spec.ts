import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { GUIDE } from './places.ts'

const box = (page: Page) => page.getByRole('combobox', { name: 'What are you looking for?' })
const STEP = '/two-step/scan-barcode/'

test.describe('search', () => {
  test('opens with /, finds by other people’s words, and goes there by keyboard alone', async ({ page }) => {
    await page.goto(STEP)
    await page.keyboard.press('/')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('2sa')
    await expect(page.getByRole('option').first()).toContainText('two-step authentication')
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('ArrowDown')
    const second = page.getByRole('option').nth(1)
    await expect(second).toHaveAttribute('aria-selected', 'true')
    await expect(box(page)).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '')
    const title = (await second.locator('strong').textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  })

  test('leaves to an input method the Enter that takes a word, as Safari tells of it', async ({ page }) => {
    await page.goto(`/zh-hans${STEP}`)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('二维码')
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
    const keyboard = await page.context().newCDPSession(page)
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
    await expect(page.getByRole('combobox')).toBeFocused()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('closes with Escape and gives the focus back', async ({ page }) => {
    await page.goto(STEP)
    const link = page.getByRole('link', { name: 'Search' })
    await link.focus()
    await page.keyboard.press('Enter')
    await expect(box(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(box(page)).toBeHidden()
    await expect(link).toBeFocused()
  })

  test('works without the network once it is open, and says when there is nothing', async ({ page, context }) => {
    await page.goto(STEP)
    await page.getByRole('link', { name: 'Search' }).click()
    await expect(box(page)).toBeFocused()
    await context.setOffline(true)
    await box(page).fill('barcode')
    await expect(page.getByRole('option', { name: 'The QR code doesn’t scan' })).toBeVisible()
    await box(page).fill('zebra')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible()
    await context.setOffline(false)
  })

  test('finds Chinese words, which have no spaces', async ({ page }) => {
    await page.goto(`/zh-hans${STEP}`)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('二维码')
    await expect(page.getByRole('option').first()).toContainText('码')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/zh-hans\//)
  })

  test('leaves the / key alone where it is turned off, and in fields', async ({ page }) => {
    await page.goto(STEP)
    await page.keyboard.press('/')
    await page.getByRole('checkbox', { name: 'Open the search with the / key' }).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await expect(box(page)).toBeHidden()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('and/or')
    await expect(box(page)).toHaveValue('and/or')
  })

  test('passes axe', async ({ page }) => {
    await page.goto(STEP)
    await page.keyboard.press('/')
    await box(page).fill('code')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([])
    }
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the search leads to a page that lists everything, and no button is there that would do nothing', async ({ page }) => {
    await page.goto(STEP)
    await expect(page.getByRole('button', { name: 'Continue on my phone' })).toBeHidden()
    await page.getByRole('link', { name: 'Search' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Everything in this guide' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Search' })).toBeHidden()
    await page.getByRole('link', { name: 'The QR code doesn’t scan' }).click()
    await expect(page).toHaveURL(/\/problems\/barcode-does-not-scan\/$/)
  })
})

test.describe('going on with the phone', () => {
  test('shows the address as a QR code and in words, by keyboard', async ({ page }) => {
    await page.goto(STEP)
    const button = page.getByRole('button', { name: 'Continue on my phone' })
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Continue on your phone' })
    await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible()
    await expect(dialog.getByText(`${GUIDE}${STEP}`)).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations).toEqual([])
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(button).toBeFocused()
  })

  test('draws a code that says the address', async ({ page }) => {
    await page.goto(STEP)
    await page.getByRole('button', { name: 'Continue on my phone' }).click()
    const path = page.getByRole('img', { name: 'QR code' }).locator('path')
    const { encode } = await import('uqr')
    const { data } = encode(`${GUIDE}${STEP}`, { ecc: 'M', border: 4 })
    const dark = data.flat().filter(Boolean).length
    const runs = [...((await path.getAttribute('d')) ?? '').matchAll(/h(\d+)/g)]
    expect(runs.reduce((sum, [, length]) => sum + Number(length), 0)).toBe(dark)
    // As it looks: the middle of the first module of a corner's eye is dark, and the quiet zone is white.
    const code = await page.getByRole('img', { name: 'QR code' }).screenshot()
    const [eye, quiet] = await page.evaluate(
      async ([image, modules]) => {
        const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(String(image)), (letter) => letter.charCodeAt(0))]))
        const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
        canvas?.drawImage(picture, 0, 0)
        const at = (module: number) => Math.floor(((module + 0.5) * picture.width) / Number(modules))
        return [4, 1].map((module) => canvas?.getImageData(at(module), at(module), 1, 1).data[0])
      },
      [code.toString('base64'), String(data.length)],
    )
    expect({ eye, quiet }).toEqual({ eye: 0, quiet: 255 })
  })
})

test('a page loads neither the search nor the square code before they are asked for', async ({ page }) => {
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  await page.goto(STEP)
  await page.waitForLoadState('networkidle')
  expect(loaded.length).toBeGreaterThan(2)
  expect(loaded.filter((address) => /search|phone-code|refusals/.test(address))).toEqual([])
})

test('a page comes to rest where the number of comments is refused to a reader who asked too often', async ({ browser }) => {
  // Their own address, so that nobody else is refused.
  const reader = await browser.newContext({ extraHTTPHeaders: { 'CF-Connecting-IP': '203.0.113.7' } })
  for (let asked = 0; asked < 40; asked += 1) await reader.request.get('/api/comments?page=/connect/log-in/')
  const page = await reader.newPage()
  const refused = page.waitForResponse((response) => response.url().includes('/api/comments'))
  await page.goto(STEP)
  await page.locator('[data-comments]').scrollIntoViewIfNeeded()
  expect((await refused).status()).toBe(429)
  await page.waitForLoadState('networkidle')
})

test('Chinese, which has letters of its own families, loads no font', async ({ page }) => {
  const fonts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font' || /font/.test(request.url())) fonts.push(request.url())
  })
  await page.goto(`/zh-hans${STEP}`)
  await page.waitForLoadState('networkidle')
  expect(fonts).toEqual([])
  await page.goto(STEP)
  await page.waitForLoadState('networkidle')
  expect(fonts.filter((address) => address.endsWith('.woff2'))).toHaveLength(1)
})

test.describe('made ready before it is asked for', () => {
  test('the rules travel with every page and have their own type', async ({ request }) => {
    for (const address of [STEP, '/', '/connect/log-in/', '/zh-hans/']) {
      expect((await request.get(address)).headers()['speculation-rules']).toBe('"/speculation-rules.json"')
    }
    expect((await request.get('/speculation-rules.json')).headers()['content-type']).toBe('application/speculationrules+json')
    expect((await request.get('/api/health')).headers()['speculation-rules']).toBeUndefined()
  })

  test('a page remembers nothing until it is shown', async ({ page }) => {
    // Playwright forbids real prerendering; the page asks the browser by this property alone.
    await page.addInitScript(() => {
      let isPrerendering = true
      Object.defineProperty(Document.prototype, 'prerendering', { get: () => isPrerendering })
      addEventListener('shown-at-last', () => {
        isPrerendering = false
        document.dispatchEvent(new Event('prerenderingchange'))
      })
    })
    await page.goto(STEP)
    const kept = () => page.evaluate(() => localStorage.getItem('guide.progress'))
    expect(await kept()).toBeNull()
    await page.evaluate(() => dispatchEvent(new Event('shown-at-last')))
    expect(await kept()).toContain('scan-barcode')
  })
})

test('a step after another one puts the focus on its heading; the first page leaves it where it is', async ({ page }) => {
  await page.goto('/connect/dashboard/')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  await page.locator('.bar').getByRole('link').last().click()
  await expect(page).toHaveURL(/xero-connect\/$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('nothing moves while a page comes, and nothing is too wide at 400 %', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.setViewportSize({ width: 320, height: 256 })
  for (const address of [STEP, '/search/', '/guide/', '/print/two-step/', '/zh-hans/search/']) {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    const { shifted, beyond } = await page.evaluate(() => ({
      shifted: (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
      beyond: document.documentElement.scrollWidth - innerWidth,
    }))
    expect({ address, shifted, beyond: Math.max(0, beyond) }).toEqual({ address, shifted: 0, beyond: 0 })
  }
})
