import { describe, expect, it } from 'vitest'
import { type ClockSample, estimateClock } from '../../../src/coach/clock.ts'
import { readClock } from '../../../src/coach/clock-reading.ts'

/** A question to a right clock on a line that takes so long there and back. */
const ask = (at: number, offset: number, there: number, back: number): ClockSample => ({
  asked: at + offset,
  theirs: at + there,
  answered: at + there + back + offset,
})

describe('the estimate of a clock', () => {
  it('allows for half the way there and back', () => {
    expect(estimateClock([ask(0, -70_000, 200, 200)]).offset).toBe(-70_000)
    expect(estimateClock([ask(0, -70_000, 300, 100)])).toEqual({ offset: -70_100, error: 201 })
  })

  it('is never further off than it says, from ten minutes slow to ten minutes fast, on any line', () => {
    let worst = 0
    let random = 1
    const next = (most: number): number => {
      random = (random * 48_271) % 2_147_483_647
      return random % most
    }
    for (let offset = -600_000; offset <= 600_000; offset += 1_000) {
      const samples = Array.from({ length: 5 }, (_, at) => ask(at * 2_000, offset, 75 + next(400), 75 + next(400)))
      const estimate = estimateClock(samples)
      const miss = Math.abs(estimate.offset - offset)
      expect(miss).toBeLessThanOrEqual(estimate.error)
      worst = Math.max(worst, miss)
    }
    console.log(`1,201 clocks, 150 to 950 ms there and back: at most ${worst} ms off`)
    expect(worst).toBeLessThan(1_000)
  })

  it('narrows with every sample', () => {
    const samples = [ask(0, 5_000, 900, 75), ask(1_000, 5_000, 301, 75), ask(2_000, 5_000, 75, 75)]
    const errors = samples.map((_, at) => estimateClock(samples.slice(0, at + 1)).error)
    expect(errors).toEqual([488.5, 189, 76])
  })

  it('forgets what was measured before the clock was set', () => {
    expect(estimateClock([ask(0, -70_000, 75, 75), ask(1_000, 200, 75, 75)]).offset).toBe(200)
  })
})

describe('the reading of a clock', () => {
  it.each([
    [0, 'exact', 0, 'second'],
    [-499, 'exact', 0, 'second'],
    [-12_000, 'near', 12, 'second'],
    [29_499, 'near', 29, 'second'],
    [29_500, 'edge', 30, 'second'],
    [-59_400, 'edge', 59, 'second'],
    [-70_000, 'off', 70, 'second'],
    [600_000, 'off', 600, 'second'],
    [-601_000, 'off', 10, 'minute'],
    [3_600_000, 'off', 60, 'minute'],
    [-11 * 3_600_000, 'off', 11, 'hour'],
    [5 * 86_400_000, 'off', 5, 'day'],
  ] as const)('of %d ms is %s: %d %ss', (offset, grade, amount, unit) => {
    expect(readClock(offset)).toEqual({ grade, amount, unit, direction: offset < 0 ? 'slow' : 'fast' })
  })
})
