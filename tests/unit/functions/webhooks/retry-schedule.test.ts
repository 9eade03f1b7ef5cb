import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DELAYS_SECONDS, delayAfter } from '../../../../functions/webhooks/retry-schedule.ts'

const HOUR = 3600

describe('the delay before a message is tried again', () => {
  it.each([
    [1, 0, 4],
    [1, 0.5, 5],
    [1, 1, 6],
    [4, 0.5, 600],
    [9, 0.5, 11 * HOUR],
  ])('after try %i, with luck %d, is %i s', (tries, random, delay) => {
    expect(delayAfter(tries, random)).toBe(delay)
  })

  it('grows from one try to the next', () => {
    const delays = DELAYS_SECONDS.map((_, index) => delayAfter(index + 1, 0.5))
    expect(delays).toEqual([...new Set(delays)].sort((a, b) => a - b))
  })

  it('stays at its longest for a message that is tried more often than planned', () => {
    expect(delayAfter(10, 0.5)).toBe(delayAfter(9, 0.5))
  })

  it('is a day in all, give or take a fifth, and none is more than Queues takes', () => {
    const inAll = (random: number) => DELAYS_SECONDS.reduce((sum, _, index) => sum + delayAfter(index + 1, random), 0)
    expect(inAll(0.5) / HOUR).toBeCloseTo(23.7, 1)
    expect([inAll(0), inAll(1)].map((seconds) => Math.round(seconds / HOUR))).toEqual([19, 28])
    expect(Math.max(...DELAYS_SECONDS.map((_, index) => delayAfter(index + 1, 1)))).toBeLessThan(24 * HOUR)
  })

  it.each([
    ['what miBilling asked for, where that is longer', 1, 120, 120],
    ['the planned one, where that is longer', 5, 120, 1800],
    ['an hour at most of what miBilling asks for', 1, 90_000, HOUR],
  ])('is %s', (_, tries, retryAfterIn, delay) => {
    expect(delayAfter(tries, 0.5, retryAfterIn)).toBe(delay)
  })
})

describe('wrangler.toml', () => {
  const toml = readFileSync('wrangler.toml', 'utf8')
  const findAll = (setting: string) => [...toml.matchAll(new RegExp(`^${setting} = "?([^"\\n]+)`, 'gm'))].map(([, value]) => value)

  it('tries as often as there are delays, in both queues', () => {
    expect(findAll('max_retries').map(Number)).toEqual([DELAYS_SECONDS.length, DELAYS_SECONDS.length])
  })

  it('names its dead-letter queue so that the Worker can tell it from the other', () => {
    const [dead = ''] = findAll('dead_letter_queue')
    expect(dead).toMatch(/-dead$/)
    expect(findAll('queue').filter((name) => name !== dead)).not.toContainEqual(expect.stringMatching(/-dead$/))
    expect(findAll('queue')).toContain(dead)
  })
})
