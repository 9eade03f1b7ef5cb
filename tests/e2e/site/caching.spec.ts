import { expect, test } from '@playwright/test'
import { readFiles } from './pages.ts'

const hashed = readFiles().filter((path) => path.startsWith('/_astro/'))

test.describe('a file whose name holds its hash', () => {
  test('is kept for good', async ({ request }) => {
    expect(hashed.length).toBeGreaterThan(5)
    for (const path of hashed.slice(0, 5)) {
      const answer = await request.get(path)
      expect([path, answer.status(), answer.headers()['cache-control']]).toEqual([path, 200, expect.stringContaining('immutable')])
    }
  })

  // During a deployment a page may ask for a file that is gone, or not there yet: a browser that kept the 404 would stay broken.
  for (const path of [
    '/_astro/page.gone1234.js',
    '/_astro/page.gone1234.css',
    '/_astro/',
    '/_astro/deep/er.js',
    '/nowhere/',
    '/nowhere.js',
  ])
    test(`is not missed for good: ${path}`, async ({ request }) => {
      const answer = await request.get(path)
      expect([answer.status(), answer.headers()['cache-control']]).toEqual([404, 'no-store'])
      expect(answer.headers()['content-security-policy']).toContain("default-src 'none'")
      expect(await answer.text()).toContain('<h1')
    })
})
