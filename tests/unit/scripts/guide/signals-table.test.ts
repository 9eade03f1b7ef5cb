import { describe, expect, it } from 'vitest'
import { describeSignals, type PageSignals } from '../../../../scripts/guide/signals-table.ts'

const signals = (page: string, different: number, unhelpful: number, helpful: number): PageSignals => ({
  page,
  locale: 'en',
  different,
  unhelpful,
  helpful,
  firstDay: '2026-11-01',
  lastDay: '2026-11-23',
})

describe('the table of what readers said', () => {
  it('puts the most trouble first, and among equals the fewest thanks', () => {
    const pages = [
      signals('/calm/', 0, 0, 9),
      signals('/thanked/', 1, 2, 5),
      signals('/worst/', 4, 0, 0),
      signals('/tried/', 3, 0, 1),
    ]
    const order = describeSignals(pages, '2026-10-25').match(/\/\w+\//g)
    expect(order).toEqual(['/worst/', '/tried/', '/thanked/', '/calm/'])
  })

  it('names the days once where there is one', () => {
    expect(describeSignals([signals('/a/', 1, 2, 3)], '2026-10-25')).toMatch(/\/a\/ +en +1 +2 +3 {2}2026-11-01 to 2026-11-23$/)
    const once = { ...signals('/a/', 1, 2, 3), firstDay: '2026-11-23' }
    expect(describeSignals([once], '2026-10-25')).toMatch(/3 {2}2026-11-23$/)
  })

  it('says so when nobody said anything', () => {
    expect(describeSignals([], '2026-10-25')).toContain('2026-10-25')
  })
})
