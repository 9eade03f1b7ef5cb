import { describe, expect, it } from 'vitest'
import { nextHealthAt } from '../../../../functions/grant/schedule.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const NOW = 1_795_452_023
const logins = Array.from({ length: 20_000 }, () => crypto.randomUUID())

describe('a login’s next look at Xero', () => {
  it('comes within about a day, and not at once', () => {
    const waits = logins.map((login) => nextHealthAt(login, NOW, Math.random()) - NOW)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2 * HOUR)
    expect(Math.max(...waits)).toBeLessThanOrEqual(26.2 * HOUR)
  })

  it('comes a day after the one before, day after day', () => {
    for (const login of logins.slice(0, 100)) {
      let at = nextHealthAt(login, NOW, 0)
      for (let day = 0; day < 30; day += 1) {
        const next = nextHealthAt(login, at, Math.random())
        expect(Math.abs(next - at - DAY)).toBeLessThanOrEqual(0.2 * HOUR)
        at = next
      }
    }
  })

  it('is spread over the day, although all of them connected in the same second', () => {
    const perHour = new Map<number, number>()
    for (const login of logins) {
      const hour = Math.floor((nextHealthAt(login, NOW, Math.random()) - NOW) / HOUR)
      perHour.set(hour, (perHour.get(hour) ?? 0) + 1)
    }
    expect(Math.max(...perHour.values())).toBeLessThan((logins.length / 24) * 1.2)
  })
})
