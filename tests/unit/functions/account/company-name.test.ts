import { describe, expect, it } from 'vitest'
import { findByName, isShortCode, readShortCode } from '../../../../functions/account/company-name.ts'

const rows = [
  'Riverbank Plumbing Pty Ltd',
  'Banksia Café Pty. Ltd.',
  'Smith & Sons',
  'Acme Pty Ltd',
  'Acme Limited',
  '株式会社ミツバ',
].map((name) => ({ name }))
const found = (typed: string) => {
  const row = findByName(rows, typed)
  return typeof row === 'string' ? row : row.name
}

describe('a company’s name', () => {
  it.each([
    ['Riverbank Plumbing Pty Ltd', 'Riverbank Plumbing Pty Ltd'],
    ['riverbank plumbing', 'Riverbank Plumbing Pty Ltd'],
    ['  RIVERBANK   PLUMBING PTY. LTD. ', 'Riverbank Plumbing Pty Ltd'],
    ['Riverbank-Plumbing P/L', 'Riverbank Plumbing Pty Ltd'],
    ['banksia cafe', 'Banksia Café Pty. Ltd.'],
    ['Smith and Sons', 'Smith & Sons'],
    ['smith&sons', 'Smith & Sons'],
    ['株式会社 ミツバ', '株式会社ミツバ'],
  ])('%s is found however it is spelt', (typed, name) => expect(found(typed)).toBe(name))

  it.each(['Riverbank', 'Plumbing Pty Ltd', 'Pty Ltd', '', ' ', '!?', 'a', '%', '*', '.*', '__proto__'])(
    'is not found by %j',
    (typed) => expect(found(typed)).toBe('none'),
  )

  it('that two share without its legal form is told apart by it', () => {
    expect(found('Acme')).toBe('several')
    expect(found('acme pty ltd')).toBe('Acme Pty Ltd')
    expect(found('ACME LIMITED')).toBe('Acme Limited')
  })

  it('that Xero did not give is never meant', () => expect(findByName([{ name: '' }, { name: '***' }], '***')).toBe('none'))
})

describe('a short code', () => {
  it.each([
    ['!23aYt', '23aYt'],
    [' ! 23aYt ', '23aYt'],
    ['23aYt', undefined],
    ['!', undefined],
    ['!23aYt and more', undefined],
  ])('%j is read as %j', (typed, code) => expect(readShortCode(typed)).toBe(code))

  it('is compared with its case, with Xero’s exclamation mark or without', () => {
    expect(isShortCode('23aYt', '!23aYt')).toBe(true)
    expect(isShortCode('23aYt', '23aYt')).toBe(true)
    expect(isShortCode('23ayt', '!23aYt')).toBe(false)
    expect(isShortCode('23aYt', undefined)).toBe(false)
  })
})
