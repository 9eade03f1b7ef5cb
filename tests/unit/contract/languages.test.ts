import { describe, expect, it } from 'vitest'
import { inLocale, localeOfPath, localeOfTag } from '../../../src/contract/languages.ts'

describe('the language of the guide', () => {
  it.each([
    ['en-AU', 'en'],
    ['zh', 'zh-hans'],
    ['zh-CN', 'zh-hans'],
    ['zh-Hans-AU', 'zh-hans'],
    ['zh-TW', 'en'],
    ['de', 'en'],
    ['en-12', 'en'],
    ['not a tag', 'en'],
    [undefined, 'en'],
  ])('for %s is %s', (tag, locale) => {
    expect(localeOfTag(tag)).toBe(locale)
  })

  it.each([
    ['/connect/log-in/', 'en'],
    ['/zh-hans/connect/log-in/', 'zh-hans'],
    ['/zh-hans', 'en'],
    ['/zh-hansel/', 'en'],
  ])('of %s is %s', (path, locale) => {
    expect(localeOfPath(path)).toBe(locale)
  })

  it('stands before the path, but for the first', () => {
    expect([inLocale('en', '/problems/'), inLocale('zh-hans', '/problems/')]).toEqual(['/problems/', '/zh-hans/problems/'])
  })
})
