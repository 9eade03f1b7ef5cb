import { describe, expect, it } from 'vitest'
import { isSampled, nextLookAt, nextOpinionAt, opinionRepeatAt } from '../../../../functions/grant/daily-schedule.ts'
import { createRandom, nameOf } from '../../../../scripts/measure/scale/alarms.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const NOW = 1_795_452_023
const logins = Array.from({ length: 20_000 }, () => crypto.randomUUID())

describe('a login’s next look at Xero', () => {
  it('comes within about a day, and not at once', () => {
    const waits = logins.map((login) => nextLookAt(login, NOW, Math.random()) - NOW)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2 * HOUR)
    expect(Math.max(...waits)).toBeLessThanOrEqual(26.2 * HOUR)
  })

  it('comes a day after the one before, day after day', () => {
    for (const login of logins.slice(0, 100)) {
      let at = nextLookAt(login, NOW, 0)
      for (let day = 0; day < 30; day += 1) {
        const next = nextLookAt(login, at, Math.random())
        expect(Math.abs(next - at - DAY)).toBeLessThanOrEqual(0.2 * HOUR)
        at = next
      }
    }
  })

  it('is spread over the day, although all of them connected in the same second', () => {
    const perHour = new Map<number, number>()
    for (const login of logins) {
      const hour = Math.floor((nextLookAt(login, NOW, Math.random()) - NOW) / HOUR)
      perHour.set(hour, (perHour.get(hour) ?? 0) + 1)
    }
    expect(Math.max(...perHour.values())).toBeLessThan((logins.length / 24) * 1.2)
  })
})

describe('a second opinion of a login that died', () => {
  it.each([
    [0, 3600],
    [3599, 3600],
    [3600, 86_400],
    [86_399, 86_400],
    [86_400, undefined],
  ])('%i s after its death comes next at %s s', (passed, next) => {
    expect(nextOpinionAt(1_000_000, 1_000_000 + passed)).toBe(next === undefined ? undefined : 1_000_000 + next)
  })

  it.each([0, 1])('that could not be had is asked for again while Xero takes the previous token', (random) => {
    expect(opinionRepeatAt(0, random)).toBeLessThanOrEqual(1500)
    expect(opinionRepeatAt(0, random)).toBeGreaterThanOrEqual(900)
  })
})

describe('the sample of logins', () => {
  it('is about one in a hundred, always the same', () => {
    const random = createRandom(3)
    const names = Array.from({ length: 20_000 }, () => nameOf(random))
    const sampled = names.filter(isSampled)
    expect(sampled.length).toBeGreaterThan(150)
    expect(sampled.length).toBeLessThan(250)
    expect(sampled.every(isSampled)).toBe(true)
  })
})
