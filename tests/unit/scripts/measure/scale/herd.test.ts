import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../../scripts/measure/scale/alarms.ts'
import { type HerdScene, simulateHerd } from '../../../../../scripts/measure/scale/herd.ts'

/** As many as `npm run simulate` takes. */
const LOGINS = 10_000
const MOST_DEATHS = 20

const run = (scene: Omit<HerdScene, 'logins'>, logins = LOGINS) => simulateHerd({ ...scene, logins }, createRandom(7))

describe('ten thousand logins that Xero refuses at once, by a wrong client id', () => {
  it.each([
    ['an hour', 1, 0.2],
    ['twelve hours', 12, 0.2],
    ['a weekend', 60, 0.2],
    ['a weekend, and nobody uses any', 60, 0],
  ])(
    'for %s: at most twenty die, and all live again when it is mended',
    (_, hours, used) => {
      const { died, dead, unserved } = run({ hours: 24 + hours + 36, used, herd: { from: 24, hours } })
      expect(died).toBeGreaterThan(0)
      expect(died).toBeLessThanOrEqual(MOST_DEATHS)
      expect([dead, unserved]).toEqual([0, 0])
    },
    60_000,
  )
})

describe('a few logins that Xero refuses at once', () => {
  it.each([3, 15, 30, 200])('%i of them: at most twenty die, and all live again within a day', (logins) => {
    const { died, unserved } = run({ hours: 24 + 12 + 36, used: 0.5, herd: { from: 24, hours: 12 } }, logins)
    expect(died).toBeLessThanOrEqual(MOST_DEATHS)
    expect(unserved).toBe(0)
  })
})

describe('people who leave', () => {
  it('are told at once, however ordinary the day', () => {
    const { left, toldAtOnce } = run({ hours: 96, used: 1, departures: 0.001 })
    expect(left).toBeGreaterThan(10)
    expect(toldAtOnce).toBe(left)
  }, 60_000)
})
