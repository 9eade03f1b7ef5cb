import { describe, expect, it } from 'vitest'
import { formatDay, formatMinutes, inLocale, languageOf, langWithin, stepAddress } from '../../src/guide/locale.ts'

describe('the languages of the guide', () => {
  it.each([
    ['en', '/connect/company/'],
    ['zh-hans', '/zh-hans/connect/company/'],
  ])('give a step its address in %s', (locale, address) => {
    expect(stepAddress(locale, 'connect', 'company')).toBe(address)
  })

  it.each([
    ['zh-hans', '/', '/zh-hans/'],
    ['zh-hans', '/connect/company/#a', '/zh-hans/connect/company/#a'],
    ['zh-hans', '/zh-hans/problems/', '/zh-hans/problems/'],
    ['en', '/zh-hans/problems/', '/problems/'],
    ['en', '/problems/', '/problems/'],
  ])('lead to the same page in %s from %s', (locale, from, to) => {
    expect(inLocale(locale, from)).toBe(to)
  })

  it('write days and minutes as their readers do', () => {
    expect([formatDay('en', '2026-11-22'), formatDay('zh-hans', '2026-11-22')]).toEqual(['22 Nov 2026', '2026年11月22日'])
    expect([formatMinutes('en', 1), formatMinutes('en', 12), formatMinutes('zh-hans', 12)]).toEqual([
      '1 minute',
      '12 minutes',
      '12\u00a0分钟',
    ])
  })

  it('mark words in another language than the page’s, and no others', () => {
    expect([langWithin('zh-hans', 'en'), langWithin('zh-hans', 'zh-hans')]).toEqual(['en', undefined])
  })

  it('refuse a language that nobody listed', () => {
    expect(() => languageOf('tlh')).toThrow(RangeError)
  })
})
