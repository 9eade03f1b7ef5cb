import { describe, expect, it } from 'vitest'
import { type StuckRow, stuckCsv } from '../../../../functions/desk/passages.ts'

const row = (change: Partial<StuckRow> = {}): StuckRow => ({
  account: 'riverbank',
  at: 1795452023,
  kind: 'attempt',
  step: 'connect/log-in',
  cause: 'cancelled',
  language: 'en',
  state: null,
  ...change,
})

describe('the list as CSV', () => {
  it('has a head and a line for each row, each ended as RFC 4180 says', () => {
    expect(stuckCsv([row()])).toBe(
      'account,at,kind,step,cause,language,state\r\nriverbank,1795452023,attempt,connect/log-in,cancelled,en,\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('holds no formula: %j', (text) => {
    expect(stuckCsv([row({ cause: text })]).replaceAll('"', '')).toContain(`,'${text}`)
  })

  it.each(['a,b', 'a"b', 'a\nb'])('quotes what would end a cell: %j', (text) => {
    expect(stuckCsv([row({ cause: text })])).toContain(`,"${text.replace('"', '""')}",`)
  })
})
