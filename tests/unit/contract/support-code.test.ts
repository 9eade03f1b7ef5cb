import { describe, expect, it } from 'vitest'
import { findSupportCode } from '../../../src/contract/support-code.ts'

describe('a support code', () => {
  it.each([
    ['as it is written', '7KQ2-M4XP', ''],
    ['in small letters', '7kq2-m4xp', ''],
    ['without its hyphen', '7kq2m4xp', ''],
    ['with a space', '7KQ2 M4XP', ''],
    ['with spaces around the hyphen', 'it says 7KQ2 - M4XP', 'it says'],
    ['in a sentence', 'it says 7kq2 m4xp what now', 'it says   what now'],
    ['behind a word of four letters', 'code 7KQ2M4XP', 'code'],
    ['with another dash', '7KQ2–M4XP', ''],
    ['between Chinese words', '显示7KQ2-M4XP怎么办', '显示 怎么办'],
    ['in full-width characters', '７ＫＱ２－Ｍ４ＸＰ', ''],
  ])('is found %s', (_, text, rest) => {
    expect(findSupportCode(text)).toEqual({ code: '7KQ2-M4XP', rest })
  })

  it.each([
    ['O for zero and I for one', '7kqo-m4xi', '7KQ0-M4X1'],
    ['a half without a digit', 'KQZX-M4XP', 'KQZX-M4XP'],
    ['no digit at all', 'KQZX-MTXP', 'KQZX-MTXP'],
    ['a word before it that could be its half', 'it says 7KQ2 M4XP', '7KQ2-M4XP'],
  ])('may have %s', (_, text, code) => {
    expect(findSupportCode(text)?.code).toBe(code)
  })

  it.each([
    'code not accepted',
    'Xero Verify on my iphone14',
    'error 500 with step 2023',
    'we been here 2024',
    'call me 0412-3456',
    '2026-1122',
    '12345678',
    '123 456',
    'self-made back-step',
    'do i need 2fa2',
    '验证码 123456',
    '7KQ2-M4XP9',
    '',
  ])('is not in %j', (text) => {
    expect(findSupportCode(text)).toBeUndefined()
  })
})
