import { decodeBase32IgnorePadding } from '@oslojs/encoding'
import { generateHOTP, generateTOTP } from '@oslojs/otp'
import { describe, expect, it } from 'vitest'
import { importKey, makeCode, stepAt } from '../../../src/coach/one-time-code.ts'
import { createPracticeKey } from '../../../src/coach/practice-key.ts'
import { readTypedCode } from '../../../src/coach/typed-code.ts'

/** The key of both RFCs' examples. */
const SECRET = new TextEncoder().encode('12345678901234567890')

describe('a code', () => {
  it('is that of RFC 4226, appendix D', async () => {
    const key = await importKey(SECRET)
    const codes = await Promise.all(Array.from({ length: 10 }, (_, counter) => makeCode(key, counter)))
    expect(codes).toEqual(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'])
  })

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is that of RFC 6238, appendix B, at %d seconds', async (seconds, code) => {
    expect(await makeCode(await importKey(SECRET), stepAt(seconds * 1000))).toBe(code)
  })

  it('is what another library makes of the same key', async () => {
    const { key, groups } = await createPracticeKey('Practice', 'Delete me')
    const secret = decodeBase32IgnorePadding(groups.join(''))
    expect(await makeCode(key, 7)).toBe(generateHOTP(secret, 7n, 6))
    const codes = [generateTOTP(secret, 30, 6), generateTOTP(secret, 30, 6)]
    expect(codes).toContain(await makeCode(key, stepAt(Date.now())))
  })
})

describe('a practice key', () => {
  it('is in groups of four, and in an address that names its entry', async () => {
    const { groups, address } = await createPracticeKey('PRACTICE ONLY: 练习', 'Delete me')
    expect(groups.join(' ')).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/)
    const read = new URL(address)
    expect(decodeURIComponent(read.pathname.split('/').at(-1) ?? '')).toBe('PRACTICE ONLY: 练习:Delete me')
    expect(Object.fromEntries(read.searchParams)).toEqual({ secret: groups.join(''), issuer: 'PRACTICE ONLY: 练习' })
  })

  it('is another each time', async () => {
    const keys = await Promise.all(Array.from({ length: 50 }, () => createPracticeKey('a', 'b')))
    expect(new Set(keys.map(({ groups }) => groups.join(''))).size).toBe(50)
  })
})

describe('a typed code', () => {
  it.each(['418902', '418 902', ' 418-902\n', '４１８９０２', '４１８　９０２', '418\u00a0902', '\u200e418902'])(
    '%j is read',
    (typed) => {
      expect(readTypedCode(typed)).toBe('418902')
    },
  )

  it.each(['', '41890', '4189023', '41890a', '４１８９０'])('%j is none', (typed) => {
    expect(readTypedCode(typed)).toBeUndefined()
  })
})
