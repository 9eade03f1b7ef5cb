import { describe, expect, it } from 'vitest'
import { describeRows } from '../../../../scripts/measure/campaign-table.ts'

describe('the table of a campaign', () => {
  it('sums columns of numbers, and no others', () => {
    const rows = [
      { operation: 'refresh', tried: 9, lost: 0 },
      { operation: 'choice', tried: 12, lost: 1 },
    ]
    expect(describeRows(rows).split('\n')).toEqual([
      '| operation | tried | lost |',
      '| --------- | ----: | ---: |',
      '| refresh   |     9 |    0 |',
      '| choice    |    12 |    1 |',
      '| together  |    21 |    1 |',
    ])
  })

  it('of one row has no sum', () => {
    expect(describeRows([{ days: 90 }])).toBe('| days |\n| ---: |\n|   90 |')
  })
})
