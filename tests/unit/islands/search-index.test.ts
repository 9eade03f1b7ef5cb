import { describe, expect, it } from 'vitest'
import type { SearchDocument } from '../../../src/contract/pages.ts'
import { createSearch, tokensOf } from '../../../src/islands/search-index.ts'

const page = (address: string, title: string, rest: Partial<SearchDocument> = {}): SearchDocument => ({
  address,
  title,
  note: '',
  part: '',
  keywords: '',
  others: '',
  body: '',
  ...rest,
})

const search = createSearch([
  page('/scan/', 'Scan the barcode with your app', { others: 'QR code, square code', body: 'Point the camera at it.' }),
  page('/six/', 'Enter the six-digit code', { others: 'passcode, token', note: 'From your authenticator app.' }),
  page('/refused/', 'Xero does not accept my code', { keywords: 'invalid code', body: 'The clock of the phone.' }),
  page('/zh/', '输入六位验证码', { note: '打开身份验证器应用' }),
])
const find = (query: string) => search(query).map(({ address }) => address)

describe('search', () => {
  it.each([
    ['half a word', 'barc', '/scan/'],
    ['a word of other people', 'qr', '/scan/'],
    ['a word mistyped', 'authentcator', '/six/'],
    ['capitals and accents', 'TÖKEN', '/six/'],
    ['a whole sentence, though not every word is there', 'my clock tells nonsense', '/refused/'],
    ['Chinese in the middle of a run', '验证码', '/zh/'],
    ['a single Chinese character', '码', '/zh/'],
  ])('finds %s', (_, query, address) => {
    expect(find(query)[0]).toBe(address)
  })

  it('prefers the pages that hold every word', () => {
    expect(find('enter code')[0]).toBe('/six/')
    expect(find('enter code')).not.toContain('/scan/')
  })

  it('finds nothing for what is nowhere', () => {
    expect(find('zebra')).toEqual([])
  })
})

describe('tokens', () => {
  it('are words, and pairs of Chinese characters', () => {
    expect(tokensOf('Xero 验证码 2FA', false)).toEqual(['xero', '验证', '证码', '2fa'])
    expect(tokensOf('验证码', true)).toEqual(['验证', '证码', '码'])
  })
})
