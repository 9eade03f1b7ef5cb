import { expect, it } from 'vitest'
import { parseSynonyms } from '../../../src/guide/synonyms.ts'

it('synonyms are read as groups of phrases', () => {
  const groups = parseSynonyms('MFA, two-factor, 2SA; QR code, barcode;\n six-digit code, code, token; 验证码、动态码')
  expect(groups[0]).toEqual(['MFA', 'two-factor', '2SA'])
  expect(groups).toHaveLength(4)
  expect(groups[3]).toEqual(['验证码', '动态码'])
})
