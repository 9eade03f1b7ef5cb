import { describe, expect, it } from 'vitest'
import { createRandom, type Scene, simulateAlarms } from '../../../../../scripts/measure/scale/alarms.ts'
import { LOAD } from '../../../../../scripts/measure/scale/costs.ts'
import { XERO_CALLS_A_MINUTE } from '../../../../../scripts/measure/scale/prices.ts'

const HOUR = 3600
/** A twentieth of what `npm run simulate` takes. */
const LOGINS = 50_000
/** The list, the organisation, and what the login may do there. */
const CALLS_A_LOOK = 3
const allowed = XERO_CALLS_A_MINUTE / 20
/** There are more accounts than logins. */
const ACCOUNTS = LOGINS / LOAD.loginsPerAccount

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
    // A quarter of all: fewer would bunch by chance.
    const logins = 250_000
    const runs = [{ accounts: 20_000, from: 2 * 24 * HOUR }]
    const { api } = simulateAlarms({ logins, connectWithin: 24 * HOUR, days: 3, runs }, createRandom(7))
    const most = api.reduce((left, right) => Math.max(left, right), 0)
    expect(most).toBeLessThan(XERO_CALLS_A_MINUTE / 4)
    expect(most).toBeGreaterThan(XERO_CALLS_A_MINUTE / 8)
  })

  it('come once a day for each login', () => {
    const { api } = simulateAlarms({ logins: 1000, connectWithin: HOUR, days: 11 }, createRandom(7))
    const lastDays = api.slice(-10 * 24 * 60).reduce((sum, calls) => sum + calls, 0)
    expect(lastDays).toBeGreaterThan(1000 * CALLS_A_LOOK * 9)
    expect(lastDays).toBeLessThanOrEqual(1000 * CALLS_A_LOOK * 11)
  })
})

describe('the looks before billing runs, beside those of a million logins', () => {
  const day = 24 * HOUR
  /** As many as fall into nine days when each account bills once a month. */
  const monthly = { accounts: ACCOUNTS * 0.3, from: 2 * day, hours: 9 * 24 }
  const outageOf = (hours: number) => ({ outage: { from: 3 * day, seconds: hours * HOUR } })

  it.each([1, 6, 12, 24, 72])('stay within Xero’s limit when Xero comes back after %i hours', (hours) => {
    expect(mostOf({ connectWithin: day, days: 8, runs: [monthly], ...outageOf(hours) })).toBeLessThan(allowed)
  })

  it('stay within it when every account bills on the same day', () => {
    const runs = [{ accounts: ACCOUNTS, from: 4 * day, hours: 24 }]
    expect(mostOf({ connectWithin: day, days: 8, runs })).toBeLessThan(allowed)
  })

  it('are two for each run', () => {
    const looks = { logins: 0, connectWithin: HOUR, days: 8 }
    const { api } = simulateAlarms({ ...looks, runs: [{ accounts: 1000, from: 4 * day }] }, createRandom(7))
    expect(api.reduce((sum, calls) => sum + calls, 0)).toBe(1000 * CALLS_A_LOOK * 2)
  })
})
