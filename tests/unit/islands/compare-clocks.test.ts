import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClockEstimate } from '../../../src/coach/clock.ts'
import { readClock, SHOWN_WITHIN } from '../../../src/coach/clock-reading.ts'
import { compareClocks } from '../../../src/islands/compare-clocks.ts'

/** In milliseconds: how long a question takes there, and its answer back. `random` is from 0 to 1. */
const LINES = {
  'at home': (random: number) => [10 + 10 * random, 10 + 10 * random],
  '150 ms, even': () => [75, 75],
  '150 ms, up to 300 ms more each way': (random: number) => [75 + 300 * random, 75 + 300 * (1 - random)],
  'slow on the way there alone': () => [700, 40],
  'slow on the way back alone': () => [40, 700],
  'a second and a half, uneven': (random: number) => [200 + 1_100 * random, 200 + 1_100 * (1 - random)],
  'three seconds': () => [1_500, 1_500],
} satisfies Record<string, (random: number) => readonly number[]>

/** Where half the way there and back is too long to know. */
const SILENT = new Set(['three seconds'])
const START = Date.UTC(2026, 10, 28)

/** A phone whose clock is so far off asks the edge on this line. `changes` are what its clock is off by from the nth question on. */
async function compare(offset: number, line: (random: number) => readonly number[], changes: Record<number, number> = {}) {
  let [now, asked, random, off] = [START, 0, 7 + Math.abs(offset), offset]
  vi.spyOn(Date, 'now').mockImplementation(() => now + off)
  vi.spyOn(performance, 'now').mockImplementation(() => now - START)
  vi.stubGlobal('fetch', async () => {
    random = (random * 48_271) % 2_147_483_647
    const [there = 0, back = 0] = line(random / 2_147_483_647)
    off = changes[asked] ?? off
    asked += 1
    now += there
    const answer = new Response(String(Math.round(now)))
    now += back
    return answer
  })
  return { estimate: await compareClocks(), asked, off }
}

/** What the page says, in seconds; nothing where it can't be sure enough. */
const say = ({ offset, error }: ClockEstimate): number | undefined => {
  if (error > SHOWN_WITHIN) return undefined
  const { amount, direction } = readClock(offset)
  return direction === 'slow' ? -amount : amount
}

afterEach(() => vi.restoreAllMocks())

describe('the clock page, from ten minutes slow to ten minutes fast', () => {
  const rows: Record<string, Record<string, number>> = {}

  for (const [name, line] of Object.entries(LINES)) {
    it(`is at most a second off, or says nothing: ${name}`, async () => {
      const row = { clocks: 0, told: 0, 'questions, at most': 0, 'estimate off by, ms': 0, 'number off by, s': 0 }
      for (let seconds = -600; seconds <= 600; seconds += 1) {
        // Not always whole seconds: the number on the page is rounded.
        const offset = seconds * 1000 - ((seconds * 37) % 500)
        const { estimate, asked } = await compare(offset, line)
        row.clocks += 1
        row['questions, at most'] = Math.max(row['questions, at most'], asked)
        row['estimate off by, ms'] = Math.max(row['estimate off by, ms'], Math.ceil(Math.abs(estimate.offset - offset)))
        expect(Math.abs(estimate.offset - offset)).toBeLessThanOrEqual(estimate.error)
        const said = say(estimate)
        if (said === undefined) continue
        row.told += 1
        row['number off by, s'] = Math.max(row['number off by, s'], Math.abs(said - offset / 1000))
      }
      rows[name] = row
      expect(row['number off by, s']).toBeLessThanOrEqual(1)
      expect(row.told / row.clocks).toBeCloseTo(SILENT.has(name) ? 0 : 1, 1)
    })
  }

  it('prints what it measured', () => {
    const rounded = Object.entries(rows).map(([line, row]) => ({
      line,
      ...row,
      'number off by, s': row['number off by, s']?.toFixed(2),
    }))
    console.table(rounded)
    expect(Object.keys(rows)).toEqual(Object.keys(LINES))
  })
})

describe('two clocks compared', () => {
  it.each([0, 1, 2])('go by what was measured after the phone slept, or was set, at question %d', async (question) => {
    const { estimate, off } = await compare(-70_000, LINES['150 ms, even'], { [question]: 0 })
    expect(off).toBe(0)
    expect(estimate.offset).toBe(0)
    expect(say(estimate)).toBe(0)
  })

  it.each(['', ' ', '0', '<title>Log in to the hotel</title>'])(
    'take no time from somebody else on the way, who answers "%s"',
    async (body) => {
      vi.stubGlobal('fetch', async () => new Response(body))
      await expect(compareClocks()).rejects.toThrow('no time')
    },
  )

  it('ask nothing more once nobody waits for it', async () => {
    let asked = 0
    vi.stubGlobal('fetch', async () => {
      asked += 1
      return new Response(String(START))
    })
    await expect(compareClocks(() => asked < 2)).rejects.toThrow('nobody waits')
    expect(asked).toBe(2)
  })
})
