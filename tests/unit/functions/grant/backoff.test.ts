import { describe, expect, it } from 'vitest'
import { cooldownAfter, delayBefore } from '../../../../functions/grant/backoff.ts'

const down = { error: 'unavailable' } as const

describe('the delay before another try', () => {
  it.each([
    [1, 0, 0.125],
    [1, 1, 0.375],
    [2, 0.5, 0.5],
    [3, 0.5, 1],
  ])('after try %i, with luck %d, is %d s', (tries, random, delay) => {
    expect(delayBefore(down, tries, 25, random)).toBe(delay)
  })

  it('is what Xero asked for, where that is longer', () => {
    expect(delayBefore({ ...down, retryAfterIn: 3 }, 1, 25, 0)).toBe(3)
  })

  it.each([
    ['after four tries', down, 4, 25],
    ['beyond the caller’s patience', down, 3, 0.4],
    ['when Xero asks for more than the caller has', { ...down, retryAfterIn: 30 }, 1, 25],
  ])('is none %s', (_, trouble, tries, patience) => {
    expect(delayBefore(trouble, tries, patience, 0)).toBeUndefined()
  })
})

describe('the cooldown of a login', () => {
  it('doubles with each failure in a row, up to a minute', () => {
    expect([1, 2, 3, 5, 6, 30].map((failures) => cooldownAfter(down, failures).seconds)).toEqual([2, 4, 8, 32, 60, 60])
  })

  it('lasts at least as long as Xero asked for', () => {
    expect(cooldownAfter({ ...down, retryAfterIn: 300 }, 1)).toEqual({ seconds: 300, tellSeconds: 300 })
  })

  it('lasts a quarter of an hour at most, whatever Xero asked for and callers are told', () => {
    const month = 30 * 86_400
    expect(cooldownAfter({ ...down, retryAfterIn: month }, 1)).toEqual({ seconds: 900, tellSeconds: month })
  })
})
