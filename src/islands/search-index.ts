/** The search itself, the same in the browser and in the tests. */
import MiniSearch, { type SearchOptions } from 'minisearch'
import type { SearchDocument, SearchFile } from '../contract/pages.ts'
import { findSupportCode } from '../contract/support-code.ts'
import { HAN, readIgnored, tokensOf, withoutIgnored } from './search-tokens.ts'

const MOST_FOUND = 8
/** A page that fits a twentieth as well as the best one only has a word in common with it. */
const LEAST_SHARE = 0.05
const BOOST = { title: 4, keywords: 5, others: 1, note: 3, body: 0.5 }
const OPTIONS: SearchOptions = {
  boost: BOOST,
  tokenize: (text) => tokensOf(text, false),
  // The last word may be half typed, the others may be mistyped.
  prefix: (term, at, terms) => at === terms.length - 1 || HAN.test(term),
  fuzzy: (term) => (term.length > 4 && !HAN.test(term) ? 0.2 : false),
  // A mistyped word is nearly as good as one typed well.
  weights: { fuzzy: 0.6, prefix: 0.4 },
  // As the library has it, but a field's length makes no difference: a page with many keywords is no worse for each.
  bm25: { k: 1.2, b: 0, d: 0.5 },
}

export type Searched = Pick<SearchFile, 'documents' | 'ignored' | 'supportCode'>

/**
 * Every word of a sentence widens what is found, and a page that holds more of them comes first. Words that say nothing are dropped.
 *
 * @returns what to do with a reader's words: the best pages, the best first; a support code explains itself before them
 */
export function createSearch({ documents, ignored, supportCode }: Searched): (query: string) => readonly SearchDocument[] {
  const index = new MiniSearch<SearchDocument>({
    idField: 'address',
    fields: Object.keys(BOOST),
    tokenize: (text) => tokensOf(text, true),
    processTerm: (term) => term,
  })
  index.addAll(documents)
  const byAddress = new Map(documents.map((document) => [document.address, document]))
  const silent = readIgnored(ignored)
  const find = (words: string): readonly SearchDocument[] => {
    const all = index.search(words, OPTIONS)
    const least = (all[0]?.score ?? 0) * LEAST_SHARE
    return all.filter(({ score }) => score >= least).flatMap(({ id }) => byAddress.get(id as string) ?? [])
  }
  return (query) => {
    const code = findSupportCode(query)
    if (code === undefined) {
      const telling = find(withoutIgnored(query, silent))
      return (telling.length > 0 ? telling : find(query)).slice(0, MOST_FOUND)
    }
    const explained = { ...supportCode, title: supportCode.title.replace('{code}', code.code) }
    const others = find(withoutIgnored(code.rest, silent)).filter(({ address }) => address !== supportCode.address)
    return [explained, ...others].slice(0, MOST_FOUND)
  }
}
