import { describe, expect, it } from 'vitest'
import { splitTitle } from '../../../src/guide/title-parts.ts'

const wholeParts = (title: string, locale: string): readonly string[] =>
  splitTitle(title, locale).flatMap(({ text, whole }) => (whole ? [text] : []))

describe('a title', () => {
  it.each([
    ['en', 'Enter the six-digit code', ['six-digit']],
    ['en', 'Go to Billing > Settings > Xero Connect', ['Billing >', 'Settings >']],
    ['en', 'Choose the company and allow access', []],
    ['zh-hans', '在手机上安装 Xero Verify', ['手机', '安装']],
    ['zh-hans', '输入密码后，Xero 显示什么？', ['输入', '密码', '显示', '什么']],
  ])('in %s, “%s”, keeps %j whole', (locale, title, parts) => {
    expect(wholeParts(title, locale)).toEqual(expect.arrayContaining(parts))
    expect(wholeParts(title, locale).length).toBeLessThanOrEqual(parts.length + 1)
  })

  it.each(['Billing > Settings', 'two-step', '身份验证器应用？ Xero', ' a  b '])(
    '“%s” stays the same, letter by letter',
    (title) => {
      for (const locale of ['en', 'zh-hans'])
        expect(
          splitTitle(title, locale)
            .map(({ text }) => text)
            .join(''),
        ).toBe(title)
    },
  )
})
