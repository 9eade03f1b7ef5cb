import { describe, expect, it } from 'vitest'
import { readContent } from '../../src/guide/content.ts'
import { readSearch } from '../../src/guide/search-documents.ts'
import { createSearch } from '../../src/islands/search-index.ts'
import { CHINESE } from './search/chinese.ts'
import { ENGLISH } from './search/english.ts'
import { FIRST_HELD_OUT, LAST_HELD_OUT, SECOND_HELD_OUT, THIRD_HELD_OUT } from './search/held-out.ts'

const LOOKED_AT = 3
const LEAST_FOUND = 0.95
const LEAST_SENTENCES = 120
const LEAST_HELD_OUT = 20

const content = readContent()
const SENTENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en: ENGLISH, 'zh-hans': CHINESE }

const idOf = (address: string): string =>
  address
    .replace(/[#/]+$/, '')
    .split(/[#/]+/)
    .at(-1) ?? ''

describe.each(Object.keys(SENTENCES))('the search in %s', (locale) => {
  const file = readSearch(locale, content)
  const search = createSearch(file)
  const pages = new Set(file.documents.map(({ address }) => idOf(address)))

  it.each([
    ['the sentences', SENTENCES[locale] ?? {}, LEAST_SENTENCES],
    ['those held out first', FIRST_HELD_OUT[locale] ?? {}, LEAST_HELD_OUT],
    ['those held out second', SECOND_HELD_OUT[locale] ?? {}, LEAST_HELD_OUT],
    ['those held out third', THIRD_HELD_OUT[locale] ?? {}, LEAST_HELD_OUT],
    ['those held out last', LAST_HELD_OUT[locale] ?? {}, LEAST_HELD_OUT],
  ])('nearly always finds a page that helps among the first three, by %s', (name, sentences, least) => {
    const all = Object.entries(sentences)
    expect(all.length).toBeGreaterThanOrEqual(least)
    const missed = all.flatMap(([sentence, helpful]) => {
      const first = search(sentence)
        .slice(0, LOOKED_AT)
        .map(({ address }) => idOf(address))
      const isFound = first.some((id) => helpful.split(' ').includes(id))
      return isFound ? [] : [`${sentence}: wants ${helpful}, finds ${first.join(' ') || 'nothing'}`]
    })
    console.info([`${locale}: ${all.length - missed.length} of ${all.length} of ${name}`, ...missed].join('\n  '))
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(all.length * (1 - LEAST_FOUND))
  })

  it('is asked for pages that there are', () => {
    const lots = [SENTENCES, FIRST_HELD_OUT, SECOND_HELD_OUT, THIRD_HELD_OUT, LAST_HELD_OUT]
    const wanted = lots.flatMap((lot) => Object.values(lot[locale] ?? {})).flatMap((helpful) => helpful.split(' '))
    expect(wanted.filter((id) => !pages.has(id))).toEqual([])
  })

  it('never comes back empty-handed for words more than it knows', () => {
    const sentences = Object.keys(SENTENCES[locale] ?? {})
    expect(sentences.filter((sentence) => search(`${sentence} zebra quokka`).length === 0)).toEqual([])
  })
})
