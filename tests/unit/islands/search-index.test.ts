import { describe, expect, it } from 'vitest'
import type { SearchDocument } from '../../../src/contract/pages.ts'
import { createSearch } from '../../../src/islands/search-index.ts'

const page = (address: string, title: string, rest: Partial<SearchDocument> = {}): SearchDocument => ({
  address,
  title,
  note: '',
  part: '',
  keywords: '',
  body: '',
  ...rest,
})

const search = createSearch({
  documents: [
    page('/scan/', 'Scan the barcode with your app', { body: 'Point the camera at it.' }),
    page('/six/', 'Enter the six-digit code', { note: 'From your authenticator app.' }),
    page('/refused/', 'Xero does not accept my code', { keywords: 'invalid code', body: 'The clock of the phone.' }),
    page('/connected/', 'See your connection', { body: 'Which organisation it is.' }),
    page('/problems/#support-code', 'I have a support code'),
    page('/zh/', '输入六位验证码', { note: '打开身份验证器应用' }),
  ],
  ignored: ['it', 'says', 'my', 'does', 'doesn’t', 'not', '怎么办', '的'],
  synonyms: [
    ['barcode', 'QR', 'QR code', 'square code'],
    ['six-digit code', 'passcode', 'token'],
    ['六位验证码', '动态密码'],
  ],
  characters: '碼码驗验證证',
  supportCode: page('/problems/#support-code', '{code} is a support code'),
})
const find = (query: string) => search(query).map(({ address }) => address)

describe('search', () => {
  it.each([
    ['half a word', 'barc', '/scan/'],
    ['a word of other people', 'qr', '/scan/'],
    ['a word mistyped', 'authentcator', '/six/'],
    ['a mistyped word of other people', 'passcdoe', '/six/'],
    ['Chinese of other people', '动态密码', '/zh/'],
    ['traditional characters', '驗證碼', '/zh/'],
    ['Chinese with a word between', '验什么证码', '/zh/'],
    ['capitals and accents', 'TÖKEN', '/six/'],
    ['another form of a word', 'connected organizations', '/connected/'],
    ['a whole sentence, though not every word is there', 'my clock tells nonsense', '/refused/'],
    ['Chinese in the middle of a run', '验证码', '/zh/'],
    ['Chinese among words that say nothing', '验证码怎么办', '/zh/'],
    ['a single Chinese character', '码', '/zh/'],
  ])('finds %s', (_, query, address) => {
    expect(find(query)[0]).toBe(address)
  })

  it('puts the page that holds every word first, and the others behind it', () => {
    expect(find('enter code')[0]).toBe('/six/')
    expect(find('enter code')).toContain('/refused/')
  })

  it('finds more by more words', () => {
    expect(find('it doesn’t accept barcodes')).toEqual(expect.arrayContaining(['/scan/', '/refused/']))
  })

  it('drops words that say nothing, unless there are no others', () => {
    expect(find('does')).toEqual(['/refused/'])
    expect(find('does scan')).toEqual(['/scan/'])
  })

  it('finds nothing for what is nowhere', () => {
    expect(find('zebra')).toEqual([])
  })

  it.each(['7KQ2-M4XP', 'it says 7kq2m4xp'])('explains a support code: %s', (query) => {
    expect(search(query)).toEqual([page('/problems/#support-code', '7KQ2-M4XP is a support code')])
  })

  it('explains a support code before the pages for the other words', () => {
    expect(find('code not accepted 7KQ2 M4XP').slice(0, 2)).toEqual(['/problems/#support-code', '/refused/'])
  })
})
