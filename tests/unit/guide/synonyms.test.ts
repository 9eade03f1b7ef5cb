import { describe, expect, it } from 'vitest'
import { findSynonyms, parseSynonyms } from '../../../src/guide/synonyms.ts'

const groups = parseSynonyms('MFA, two-factor, 2SA; QR code, barcode;\n six-digit code, code, token; 验证码、动态码')

describe('synonyms', () => {
  it('are read as groups of phrases', () => {
    expect(groups[0]).toEqual(['MFA', 'two-factor', '2SA'])
    expect(groups).toHaveLength(4)
    expect(groups[3]).toEqual(['验证码', '动态码'])
  })

  it.each([
    ['Set up mfa', ['MFA', 'two-factor', '2SA']],
    ['Two-factor, or two factor', ['MFA', 'two-factor', '2SA']],
    ['Enter the code', ['six-digit code', 'code', 'token']],
    ['Scan a QR code', ['QR code', 'barcode']],
    ['Scan a QR code, enter a code', ['QR code', 'barcode', 'six-digit code', 'code', 'token']],
    ['encode', []],
    ['输入验证码吧', ['验证码', '动态码']],
    ['', []],
  ])('of %j', (text, found) => {
    expect([...findSynonyms(text, groups)].sort()).toEqual([...found].sort())
  })
})
