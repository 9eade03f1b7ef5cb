import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/contract/languages.ts'
import { ReadinessCode } from '../../src/contract/v1/readiness.ts'

describe('a finding about readiness', () => {
  it.each(ReadinessCode.options)('has a problem page for people in every language: %s', (code) => {
    for (const locale of LOCALES) expect(existsSync(`content/problems/${locale}/${code}.md`)).toBe(true)
    expect(readFileSync(`content/problems/en/${code}.md`, 'utf8')).toMatch(/^moment: (later|choosing)$/m)
  })
})
