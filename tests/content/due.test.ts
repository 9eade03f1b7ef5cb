import { describe, expect, it } from 'vitest'
import { dueDay, isOverdue } from '../../src/guide/due.ts'
import type { Source } from '../../src/schema/text.ts'

const checkedAgainst = (against: Source['against']): Source => ({ against, checked: '2026-01-01' })

describe('the day a page is due', () => {
  it.each<[Source['against'], string]>([
    ['xero', '2026-04-01'],
    ['xero-documentation', '2026-04-01'],
    ['partner-guides', '2026-04-01'],
    ['mistable', '2027-01-01'],
    ['mistable-help', '2027-01-01'],
    ['guide', '2027-01-01'],
  ])('depends on whose screen it is: %s', (against, day) => {
    expect(dueDay(checkedAgainst(against))).toBe(day)
  })

  it.each([
    ['2026-04-01', false],
    ['2026-04-02', true],
  ])('is over the day after: %s', (today, overdue) => {
    expect(isOverdue(checkedAgainst('xero'), today)).toBe(overdue)
  })
})
