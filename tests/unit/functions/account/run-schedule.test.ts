import { describe, expect, it } from 'vitest'
import { looksBefore, momentAfterLook, repeatOf } from '../../../../functions/account/run-schedule.ts'

const HOUR = 3600
const RUN = 1_800_000_000
const ACCOUNTS = Array.from({ length: 2000 }, (_, index) => `account-${index}`)

describe('the looks before a run that is announced in time', () => {
  it('are a day and within the hour before it, for every account', () => {
    for (const account of ACCOUNTS) {
      const looks = looksBefore(account, RUN, RUN - 7 * 24 * HOUR)
      expect(looks).toHaveLength(2)
      const [first = 0, last = 0] = looks
      expect(RUN - first).toBeGreaterThanOrEqual(24 * HOUR)
      expect(RUN - first).toBeLessThanOrEqual(26 * HOUR)
      expect(RUN - last).toBeGreaterThanOrEqual(20 * 60)
      expect(RUN - last).toBeLessThanOrEqual(HOUR)
    }
  })

  it('spread evenly: no minute has more than three times its share', () => {
    const minutes = Map.groupBy(ACCOUNTS, (account) => Math.floor((looksBefore(account, RUN, 0)[1] ?? 0) / 60))
    expect(minutes.size).toBe(40)
    expect(Math.max(...[...minutes.values()].map(({ length }) => length))).toBeLessThan((3 * ACCOUNTS.length) / 40)
  })
})

describe('the looks before a run that is announced late', () => {
  it('begin within ten minutes and before the run, however near it is', () => {
    for (const account of ACCOUNTS.slice(0, 200))
      for (const ahead of [1, 2, 60, 900, 1800, HOUR, 2 * HOUR, 23 * HOUR]) {
        const looks = looksBefore(account, RUN, RUN - ahead)
        expect(looks[0]).toBeGreaterThanOrEqual(RUN - ahead)
        expect(looks[0]).toBeLessThanOrEqual(RUN - ahead + 600)
        expect(looks.every((look) => look < RUN)).toBe(true)
        expect(looks.toSorted((a, b) => a - b)).toEqual(looks)
      }
  })

  it('always include one within the last hour', () => {
    for (const account of ACCOUNTS.slice(0, 200))
      for (const ahead of [60, HOUR, 2 * HOUR, 23 * HOUR])
        expect(RUN - (looksBefore(account, RUN, RUN - ahead).at(-1) ?? 0)).toBeLessThanOrEqual(HOUR)
  })
})

describe('after a look', () => {
  it('comes the last one, and then the run itself', () => {
    const [first = 0, last = 0] = looksBefore('riverbank', RUN, 0)
    expect(momentAfterLook('riverbank', RUN, first)).toBe(last)
    expect(momentAfterLook('riverbank', RUN, last)).toBe(RUN)
  })

  it('that Xero did not answer it is repeated when half of the time is over, and given up ten minutes before the run', () => {
    const [first = 0, last = 0] = looksBefore('riverbank', RUN, 0)
    expect(repeatOf('riverbank', RUN, first)).toBe(first + Math.ceil((last - first) / 2))
    expect(repeatOf('riverbank', RUN, last - 2400)).toBe(last - 600)
    expect(repeatOf('riverbank', RUN, last - 60)).toBe(last)
    expect(repeatOf('riverbank', RUN, last)).toBe(last + Math.ceil((RUN - 600 - last) / 2))
    expect(repeatOf('riverbank', RUN, RUN - 660)).toBe(RUN - 360)
    expect(repeatOf('riverbank', RUN, RUN - 600)).toBeUndefined()
  })

  it('that nobody answered all the while, miBilling still hears before the run', () => {
    for (const account of ACCOUNTS) {
      const looks = looksBefore(account, RUN, 0)
      let repeats = 0
      for (let next: number | undefined = looks[0]; next !== undefined; next = repeatOf(account, RUN, next)) {
        expect(next).toBeLessThan(RUN)
        repeats += 1
      }
      expect(repeats).toBeLessThanOrEqual(13)
    }
  })
})
