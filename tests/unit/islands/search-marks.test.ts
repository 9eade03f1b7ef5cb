import { describe, expect, it } from 'vitest'
import { createMarks, isMark } from '../../../src/islands/search-marks.ts'
import { readIgnored } from '../../../src/islands/search-tokens.ts'

const GROUPS = [
  ['MFA', 'two-factor', '2SA'],
  ['QR code', 'barcode'],
  ['six-digit code', 'code', 'token', '验证码', '动态码'],
  ['lost phone', 'stolen'],
  ['token', 'voucher'],
  ['not accepted', 'refused'],
  ['连错公司'],
]
const marksOf = createMarks(GROUPS, readIgnored(['my', 'was', 'being']))

describe('the marks of a text', () => {
  it.each([
    ['Set up mfa', [0]],
    ['Two-factor, or two factor', [0, 0]],
    ['Enter the code', [2]],
    ['Scan a QR code', [1]],
    ['Scan a QR code, enter a code', [1, 2]],
    ['encode', []],
    ['I lost my phone', [3]],
    ['lost it, phone me', []],
    ['tokens', [2, 4]],
    ['it isn’t being accepted', [5]],
    ['输入验证码吧', [2]],
    ['我连错了公司', [6]],
    ['', []],
  ])('of %j are those of its groups', (text, groups) => {
    expect(marksOf(text)).toEqual(groups.map((at) => `=${at}`))
  })

  it('are told from words', () => {
    expect(marksOf('code').every(isMark)).toBe(true)
    expect(isMark('code')).toBe(false)
  })

  it('are none where no words mean the same', () => {
    expect(createMarks([], readIgnored([]))('验证码 code')).toEqual([])
  })
})
