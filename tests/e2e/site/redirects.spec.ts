import { expect, test } from '@playwright/test'
import { readRedirects } from './pages.ts'

test.describe('an address that leads elsewhere', () => {
  test('is a redirect of the running site, with and without its last slash', async ({ request }) => {
    const redirects = readRedirects()
    expect(redirects.map(({ from }) => from)).toEqual(expect.arrayContaining(['/connect', '/connect/', '/zh-hans/two-step']))
    for (const { from, to, status } of redirects) {
      const answer = await request.get(from, { maxRedirects: 0 })
      expect([from, answer.status(), answer.headers()['location']]).toEqual([from, status, to])
      expect((await request.get(to)).status(), to).toBe(200)
    }
  })
})
