import { describe, expect, it } from 'vitest'
import { createRandom, type Scene, simulateAlarms } from '../../../../../scripts/measure/scale/alarms.ts'
import { XERO_CALLS_A_MINUTE } from '../../../../../scripts/measure/scale/prices.ts'

const HOUR = 3600
/** A twentieth of what `npm run simulate` takes. */
const LOGINS = 50_000
/** The list, the organisation, and what the login may do there. */
const CALLS_A_LOOK = 3
const allowed = XERO_CALLS_A_MINUTE / 20

const mostOf = (scene: Omit<Scene, 'logins'>) =>
  simulateAlarms({ ...scene, logins: LOGINS }, createRandom(7)).api.reduce((left, right) => Math.max(left, right), 0)

describe('the looks of a million logins', () => {
  it('stay within Xero’s limit although all of them connected within an hour', () => {
    expect(mostOf({ connectWithin: HOUR, days: 3 })).toBeLessThan((allowed / 8) * CALLS_A_LOOK)
  })

  it.each([1, 24, 72])('stay within Xero’s limit when Xero comes back after %i hours', (hours) => {
    const outage = { from: 3 * 24 * HOUR, seconds: hours * HOUR }
    expect(mostOf({ connectWithin: 24 * HOUR, days: 8, outage })).toBeLessThan(allowed)
  })

  it('stay within Xero’s limit when 80,000 accounts bill at the same moment', () => {
    // Half of all: fewer would bunch by chance.
    const logins = 500_000
    const runs = { at: 2 * 24 * HOUR, accounts: 40_000 }
    const { api } = simulateAlarms({ logins, connectWithin: 24 * HOUR, days: 3, runs }, createRandom(7))
    const most = api.reduce((left, right) => Math.max(left, right), 0)
    expect(most).toBeLessThan(XERO_CALLS_A_MINUTE / 2)
    expect(most).toBeGreaterThan(XERO_CALLS_A_MINUTE / 4)
  })

  it('come once a day for each login', () => {
    const { api } = simulateAlarms({ logins: 1000, connectWithin: HOUR, days: 11 }, createRandom(7))
    const lastDays = api.slice(-10 * 24 * 60).reduce((sum, calls) => sum + calls, 0)
    expect(lastDays).toBeGreaterThan(1000 * CALLS_A_LOOK * 9)
    expect(lastDays).toBeLessThanOrEqual(1000 * CALLS_A_LOOK * 11)
  })
})
