import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createServiceRate } from '../../../../functions/http/service-rate.ts'

/** A binding that allows so many asks. */
const binding = (allowed: number) => {
  let asked = 0
  return { limit: async () => ({ success: ++asked <= allowed }), asked: () => asked }
}

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 0 }))
afterEach(() => vi.useRealTimers())

describe('the rate of miBilling’s calls', () => {
  it('is kept exactly by one isolate, and asks the binding once for 60 calls', async () => {
    const [rate, within] = [binding(Number.POSITIVE_INFINITY), createServiceRate(150)]
    const answers = []
    for (let call = 0; call < 152; call += 1) answers.push(await within(rate, 'a'))
    expect(answers.indexOf(false)).toBe(150)
    expect(rate.asked()).toBe(2)
    expect(await within(rate, 'b')).toBe(true)
  })

  it('ends for the rest of the minute when the binding says so', async () => {
    const [rate, within] = [binding(2), createServiceRate(300)]
    const answers = []
    for (let call = 0; call < 200; call += 1) answers.push(await within(rate, 'a'))
    expect(answers.indexOf(false)).toBe(179)
    expect(answers.slice(179).every((answer) => !answer)).toBe(true)
    expect(rate.asked()).toBe(3)
  })

  it('begins again with the next minute', async () => {
    const [rate, within] = [binding(Number.POSITIVE_INFINITY), createServiceRate(1)]
    expect([await within(rate, 'a'), await within(rate, 'a')]).toEqual([true, false])
    vi.setSystemTime(60_000)
    expect(await within(rate, 'a')).toBe(true)
  })
})
