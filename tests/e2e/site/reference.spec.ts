import type { Page } from '@playwright/test'
import { createDocument } from '../../../src/reference/document.ts'
import { expect, test } from '../journey.ts'
import { GUIDE } from '../places.ts'

const PAGE = '/v1/reference/'
const document = createDocument()
const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.keys(item))
const webhooks = Object.keys(document.webhooks ?? {})

/** Opens the page, and @returns what the browser complained of and where it asked. */
async function open(page: Page): Promise<{ readonly complaints: string[]; readonly origins: Set<string> }> {
  const complaints: string[] = []
  const origins = new Set<string>()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) origins.add(new URL(request.url()).origin)
  })
  await page.goto(PAGE)
  await expect(page.locator('.opblock')).toHaveCount(operations.length + webhooks.length)
  return { complaints, origins }
}

test.describe('the reference', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`shows every call and webhook, ${colorScheme}, without a complaint or a request to anybody else`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      const { complaints, origins } = await open(page)
      await page.getByText('/access-token', { exact: false }).first().click()
      await expect(page.getByText('organisation-not-chosen').first()).toBeVisible()
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /dark-mode/ : /^(?!.*dark-mode)/)
      await page.waitForLoadState('networkidle')
      expect(complaints).toEqual([])
      expect([...origins]).toEqual([GUIDE])
    })
  }

  test('has no place for a key, and makes no call', async ({ page }) => {
    await open(page)
    await page.getByText('/access-token', { exact: false }).first().click()
    await expect(page.getByText('organisation-not-chosen').first()).toBeVisible()
    await expect(page.getByRole('button', { name: /try it out|authori[sz]e/i })).toHaveCount(0)
    await expect(page.getByRole('textbox', { disabled: false })).toHaveCount(0)
  })

  test('is a file, as the document is: anybody may read them, without a key and with the headers of a page', async ({
    page,
    request,
  }) => {
    const answer = await request.get('/v1/openapi.json')
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/json'])
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)))
    const policy = (await page.goto(PAGE))?.headers()['content-security-policy']
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:/)
    expect((await request.get('/v1/sessions')).status()).toBe(401)
  })
})
