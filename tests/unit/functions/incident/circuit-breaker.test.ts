import { beforeEach, describe, expect, it } from 'vitest'
import { type CircuitBreaker, SAMPLE } from '../../../../functions/incident/circuit-breaker.ts'
import { createMemoryCircuitBreaker } from '../../../../scripts/measure/scale/memory-circuit-breaker.ts'

const START = 1_796_083_200
const HOUR = 3600
const DAY = 24 * HOUR

let breaker: CircuitBreaker
beforeEach(() => {
  breaker = createMemoryCircuitBreaker()
})

/** @returns how many of them were believed */
const report = (count: number, at: (index: number) => number, name = 'login'): number =>
  Array.from({ length: count }, (_, index) => breaker.report(`${name}-${index}`, at(index))).filter((held) => !held).length

const see = (logins: number, at: number): void => {
  for (let index = 0; index < logins / SAMPLE; index += 1) breaker.countAlive(`alive-${index}`, at)
}

describe('a single login that dies', () => {
  it('is believed at once', () => {
    expect(breaker.report('one', START)).toBe(false)
    expect(breaker.standing(START)).toEqual({ isOpen: false, deaths: 1 })
  })

  it('counts once, however often it is reported', () => {
    for (let times = 0; times < 100; times += 1) expect(breaker.report('one', START + times)).toBe(false)
  })
})

describe('a herd', () => {
  it('of ten within an hour is believed, its eleventh is not', () => {
    expect(report(10, (index) => START + index)).toBe(10)
    expect(breaker.report('another', START + 60)).toBe(true)
    expect(breaker.standing(START + 60)).toEqual({ isOpen: true, since: START + 60, deaths: 11 })
  })

  it('that dies slowly is noticed within the day', () => {
    expect(report(40, (index) => START + index * 1200)).toBeLessThanOrEqual(20)
  })

  it('may be larger where there are more logins', () => {
    see(100_000, START)
    expect(report(200, () => START + 1)).toBe(100)
  })

  it('of ordinary departures is none: one in a thousand a day, for ten days', () => {
    const logins = 100_000
    for (let day = 0; day < 10; day += 1) {
      see(logins, START + day * DAY)
      expect(report(logins / 1000, (index) => START + day * DAY + index * 800, `day-${day}`)).toBe(logins / 1000)
    }
  })

  it('is remembered while most of it has not recovered, though nobody reports for hours', () => {
    report(15, () => START)
    expect(breaker.report('login-14', START + 8 * HOUR)).toBe(true)
  })

  it('is over when its logins refresh again', () => {
    report(200, () => START)
    for (let index = 0; index < 200; index += 1) breaker.recover(`login-${index}`, START + HOUR)
    expect(breaker.standing(START + HOUR)).toEqual({ isOpen: false, deaths: 0 })
    expect(breaker.report('truly-dead', START + HOUR)).toBe(false)
  })

  it('is over when nobody has reported for a day', () => {
    report(200, () => START)
    expect(breaker.standing(START + DAY + 1)).toEqual({ isOpen: false, deaths: 0 })
  })

  it('is believed after three days: Xero may really have ended everything', () => {
    report(200, () => START)
    for (let hours = 6; hours < 72; hours += 6) expect(report(200, () => START + hours * HOUR)).toBe(0)
    expect(report(200, () => START + 72 * HOUR)).toBe(200)
    expect(breaker.standing(START + 72 * HOUR)).toMatchObject({ isOpen: false, since: START })
  })

  it('fills no table, however many die', () => {
    report(100_000, () => START)
    expect(breaker.standing(START).deaths).toBeLessThanOrEqual(40)
  })
})
