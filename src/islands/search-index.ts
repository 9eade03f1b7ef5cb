/** The search itself, the same in the browser and in the tests. */
import MiniSearch, { type SearchOptions } from 'minisearch'
import type { SearchDocument, SearchFile } from '../contract/pages.ts'
import { findSupportCode } from '../contract/support-code.ts'
import { createMarks, isMark } from './search-marks.ts'
import { createReading, type Term } from './search-reading.ts'
import { HAN, readIgnored, tokensOf } from './search-tokens.ts'

const MOST_FOUND = 8
/** A page that fits a twentieth as well as the best one only has a word in common with it. */
const LEAST_SHARE = 0.05
const BOOST = { title: 3, keywords: 5, note: 2, body: 0.5 }
/** What a page is about, which its text needs not be. */
const MARKED: ReadonlySet<string> = new Set(['title', 'keywords', 'note'])
const OPTIONS: SearchOptions = {
  boost: BOOST,
  // The last word may be half typed.
  prefix: (term, at, terms) => (at === terms.length - 1 && !isMark(term)) || HAN.test(term),
  weights: { prefix: 0.4, fuzzy: 0 },
  // As the library has it, but a field's length makes no difference: a page with many keywords is no worse for each.
  bm25: { k: 1.2, b: 0, d: 0.5 },
}

export type Searched = Pick<SearchFile, 'documents' | 'characters' | 'ignored' | 'synonyms' | 'supportCode'>

/**
 * Every word of a sentence widens what is found, and a page that holds more of them comes first. Words that say nothing are dropped.
 *
 * @returns what to do with a reader's words: the best pages, the best first; a support code explains itself before them
 */
export function createSearch(searched: Searched): (query: string) => readonly SearchDocument[] {
  const { documents, supportCode } = searched
  const silent = readIgnored(searched.ignored)
  const marksOf = createMarks(searched.synonyms, silent)
  const index = new MiniSearch<SearchDocument>({
    idField: 'address',
    fields: Object.keys(BOOST),
    tokenize: (text, field = '') => [...(MARKED.has(field) ? marksOf(text) : []), ...tokensOf(text, { isIndexed: true })],
    processTerm: (term) => term,
  })
  index.addAll(documents)
  const byAddress = new Map(documents.map((document) => [document.address, document]))
  const read = createReading({ searched, silent, marksOf })
  const find = (terms: readonly Term[]): readonly SearchDocument[] => {
    const weights = new Map(terms.map(({ term, weight }) => [term, weight]))
    const all = index.search('', { ...OPTIONS, tokenize: () => [...weights.keys()], boostTerm: (term) => weights.get(term) ?? 1 })
    const least = (all[0]?.score ?? 0) * LEAST_SHARE
    return all.filter(({ score }) => score >= least).flatMap(({ id }) => byAddress.get(id as string) ?? [])
  }
  return (query) => {
    const code = findSupportCode(query)
    const { telling, every } = read(code?.rest ?? query)
    const found = find(telling)
    if (code === undefined) return (found.length > 0 ? found : find(every)).slice(0, MOST_FOUND)
    const explained = { ...supportCode, title: supportCode.title.replace('{code}', code.code) }
    const others = found.filter(({ address }) => address !== supportCode.address)
    return [explained, ...others].slice(0, MOST_FOUND)
  }
}
