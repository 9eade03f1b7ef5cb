import { expect, test } from './journey.ts'

const STEP = '/two-step/scan-barcode/'

test.describe('on paper', () => {
  test('a flow is one document with contents that lead to each of its steps', async ({ page }) => {
    await page.goto('/print/two-step/')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const links = page.locator('.contents a')
    expect(await links.count()).toBeGreaterThanOrEqual(20)
    for (const link of await links.all()) {
      const anchor = (await link.getAttribute('href')) ?? ''
      await expect(page.locator(anchor).getByRole('heading', { name: (await link.textContent())?.trim() ?? '' })).toBeVisible()
    }
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await expect(page.locator('header.site')).toBeHidden()
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(22, 33, 28)')
  })

  test('the whole guide is one page, every link inside it leading somewhere', async ({ page }) => {
    await page.goto('/guide/')
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((anchor) => document.querySelector(anchor) === null),
    )
    expect(lost).toEqual([])
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id))
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    await expect(page.getByRole('heading', { name: 'The QR code doesn’t scan' })).toBeVisible()
  })
})

test.describe('as Markdown', () => {
  test('each step and each problem names its own, which is there', async ({ page, request }) => {
    for (const address of [STEP, '/zh-hans/connect/two-step/', '/problems/code-refused/', '/connect/log-in/']) {
      await page.goto(address)
      const link = await page.locator('link[rel=alternate][type="text/markdown"]').getAttribute('href')
      expect(link).toBe(`${address}index.md`)
      const answer = await request.get(link ?? '')
      expect(answer.headers()['content-type']).toContain('text/markdown')
      expect(await answer.text()).toMatch(/^# \S/)
    }
  })

  test('llms.txt lists pages that are all there', async ({ request }) => {
    const text = await (await request.get('/llms.txt')).text()
    const links = [...text.matchAll(/\]\((\S+?index\.md)\)/g)].map(([, address]) => address ?? '')
    expect(links.length).toBeGreaterThan(80)
    for (const address of links) expect((await request.head(address)).status(), address).toBe(200)
    for (const path of ['/llms-full.txt', '/zh-hans/llms.txt', '/zh-hans/llms-full.txt']) {
      expect((await request.get(path)).status()).toBe(200)
    }
  })
})
