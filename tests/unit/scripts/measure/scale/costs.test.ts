import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeCosts } from '../../../../../scripts/measure/scale/cost-tables.ts'
import { BYTES, billOf, LOAD } from '../../../../../scripts/measure/scale/costs.ts'
import { PRICES } from '../../../../../scripts/measure/scale/prices.ts'

describe('the costs of a month', () => {
  it('stand in docs/costs.md as they are reckoned now', () => {
    expect(readFileSync('docs/costs.md', 'utf8')).toContain(describeCosts())
  })

  it('are the plan’s fee while everything is within what it includes', () => {
    expect(billOf(100, LOAD, BYTES).total).toBe(5)
  })

  it('charge what goes beyond, by the million', () => {
    const quiet = { ...LOAD, tokensPerDay: 0, refreshesPerDay: 0, statesPerMonth: 0, connectsPerMonth: 0, disconnectsPerMonth: 0 }
    const [before, after] = [quiet, { ...quiet, tokensPerDay: 1 }].map((load) => billOf(1_000_000, load, BYTES).rows)
    const reads = (rows: typeof before) => rows?.find(({ what }) => what === 'KV reads')
    // A token reads two copies.
    const more = 2 * 30 * 1_000_000
    expect((reads(after)?.amount ?? 0) - (reads(before)?.amount ?? 0)).toBe(more)
    expect((reads(after)?.dollars ?? 0) - (reads(before)?.dollars ?? 0)).toBeCloseTo((more / 1e6) * PRICES['KV reads'].perMillion)
  })
})
