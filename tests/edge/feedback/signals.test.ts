import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ORIGIN, problemOf } from '../people.ts'
import { createTables, FORMER, PRINT, PROBLEM, Reader, STEP, STEP_IN_CHINESE } from './site.ts'

beforeEach(createTables)

const counted = async () => (await env.FEEDBACK.prepare('SELECT * FROM signals ORDER BY page, locale, kind, day').all()).results

describe('a signal', () => {
  it('is counted for its page, language, kind and day, and nothing else is kept', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T23:59:59Z') })
    const reader = new Reader()
    for (const kind of ['different', 'helpful', 'helpful']) await reader.send('/api/signals', { page: STEP, kind })
    await reader.send('/api/signals', { page: STEP_IN_CHINESE, kind: 'helpful' })
    vi.setSystemTime(Date.parse('2026-11-24T00:00:00Z'))
    expect((await reader.send('/api/signals', { page: STEP, kind: 'helpful' })).status).toBe(204)
    expect(await counted()).toEqual([
      { page: STEP, locale: 'en', kind: 'different', day: '2026-11-23', count: 1 },
      { page: STEP, locale: 'en', kind: 'helpful', day: '2026-11-23', count: 2 },
      { page: STEP, locale: 'en', kind: 'helpful', day: '2026-11-24', count: 1 },
      { page: STEP, locale: 'zh-hans', kind: 'helpful', day: '2026-11-23', count: 1 },
    ])
  })

  it('counts with all others that come at the same moment', async () => {
    const taps = Array.from({ length: 40 }, () => new Reader().send('/api/signals', { page: PROBLEM, kind: 'unhelpful' }))
    expect(new Set((await Promise.all(taps)).map(({ status }) => status))).toEqual(new Set([204]))
    expect((await counted()).map(({ count }) => count)).toEqual([40])
  })

  it('without a script leads back to the thank-you of the page, as the reader had it', async () => {
    const reader = new Reader()
    const plain = await reader.submit('/api/signals', { page: STEP, kind: 'different' })
    expect([plain.status, plain.headers.get('Location')]).toEqual([303, `${STEP}#noted-different`])
    const referers = [
      [`${ORIGIN}${PROBLEM}?ref=7KQ2-M4XP`, `${PROBLEM}?ref=7KQ2-M4XP#noted-helpful`],
      [`https://evil.example${PROBLEM}?ref=x`, `${PROBLEM}#noted-helpful`],
      [`${ORIGIN}${STEP}?ref=x`, `${PROBLEM}#noted-helpful`],
      ['nonsense', `${PROBLEM}#noted-helpful`],
    ]
    for (const [Referer = '', location] of referers) {
      const answer = await reader.submit('/api/signals', { page: PROBLEM, kind: 'helpful' }, { Referer })
      expect(answer.headers.get('Location')).toBe(location)
    }
  })

  it.each([
    [{ page: STEP }, 'kind'],
    [{ page: STEP, kind: 'boring' }, 'kind'],
    [{ kind: 'helpful' }, 'page'],
    [{ page: '/connect/nowhere/', kind: 'helpful' }, 'page'],
    [{ page: PRINT, kind: 'different' }, 'page'],
    [{ page: PROBLEM, kind: 'different' }, 'page'],
    [{ page: FORMER, kind: 'helpful' }, 'page'],
    [{ page: '/connect/dashboard', kind: 'helpful' }, 'page'],
    [{ page: '//evil.example/x/', kind: 'helpful' }, 'page'],
    [{ page: '/connect/../connect/dashboard/', kind: 'helpful' }, 'page'],
    [{ page: `/connect/${'x'.repeat(300)}/`, kind: 'helpful' }, 'page'],
  ])('of %o is refused, naming the field', async (fields, field) => {
    const answer = await new Reader().send('/api/signals', fields as Record<string, string>)
    expect([answer.status, (await problemOf(answer)).detail]).toEqual([400, expect.stringMatching(new RegExp(`^${field}: `))])
    expect(await counted()).toEqual([])
  })

  it('from another site is refused', async () => {
    const answer = await new Reader().submit('/api/signals', { page: STEP, kind: 'helpful' }, { Origin: 'https://evil.example' })
    expect(answer.headers.get('Location')).toMatch(/^\/problems\/forbidden-origin\//)
    expect(await counted()).toEqual([])
  })

  it('is taken thirty times a minute from one address', async () => {
    const reader = new Reader()
    const statuses = []
    for (let tap = 0; tap < 31; tap += 1) statuses.push((await reader.send('/api/signals', { page: STEP, kind: 'helpful' })).status)
    expect(statuses.slice(-2)).toEqual([204, 429])
    expect((await counted()).map(({ count }) => count)).toEqual([30])
    expect((await new Reader().send('/api/signals', { page: STEP, kind: 'helpful' })).status).toBe(204)
  })
})
