import { afterAll, describe, expect, inject, it } from 'vitest'
import { liveThrough } from './days.ts'
import { beginWorld } from './world.ts'

const DAYS = inject('days')
/** A dozen accounts, looked at four times a day at the least. */
const LEAST_CHECKS = DAYS * 12 * 4

afterAll(beginWorld)

describe('a status', () => {
  it(`is true for ${DAYS} days, whatever people, Xero and KV do`, async ({ task }) => {
    const { events, checks, runsAtRisk, lies, longestSeconds } = await liveThrough(DAYS, inject('seed'))
    task.meta.row = {
      days: DAYS,
      ...events,
      'checks made': checks,
      'runs at risk': runsAtRisk,
      'longest until honest, hours': Math.round(longestSeconds / 360) / 10,
      'lies found': lies.length,
    }
    expect(lies, lies.slice(0, 20).join('\n')).toEqual([])
    expect(checks).toBeGreaterThanOrEqual(LEAST_CHECKS)
    expect(runsAtRisk).toBeGreaterThan(0)
  })
})
