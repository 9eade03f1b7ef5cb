import MiniSearch from 'minisearch'
import type { SearchDocument } from '../contract/pages.ts'

const MOST_FOUND = 8
const HAN = /\p{Script=Han}/u
const BOOST = { title: 5, keywords: 4, others: 3, note: 2, body: 1 }

/** @returns what to do with a reader's words: the best pages, the best first */
export function createSearch(documents: readonly SearchDocument[]): (query: string) => readonly SearchDocument[] {
  const index = new MiniSearch<SearchDocument>({
    idField: 'address',
    fields: Object.keys(BOOST),
    tokenize: (text) => tokensOf(text, true),
    processTerm: (term) => term,
  })
  index.addAll(documents)
  const byAddress = new Map(documents.map((document) => [document.address, document]))
  const options = {
    boost: BOOST,
    tokenize: (text: string) => tokensOf(text, false),
    // The last word may be half typed, the others may be mistyped.
    prefix: (term: string, at: number, terms: string[]) => at === terms.length - 1 || HAN.test(term),
    fuzzy: (term: string) => (term.length > 4 && !HAN.test(term) ? 0.2 : false),
  }
  return (query) => {
    const all = index.search(query, { ...options, combineWith: 'AND' })
    const found = all.length > 0 ? all : index.search(query, options)
    return found.slice(0, MOST_FOUND).flatMap(({ id }) => byAddress.get(id as string) ?? [])
  }
}

/**
 * Words in lower case and without accents. Chinese has no spaces: a run of it becomes its pairs of characters; in the index its last
 * one as well, so that a reader who has typed a single character finds it wherever it stands.
 */
export function tokensOf(text: string, isIndexed: boolean): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...plain.matchAll(/\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv)].flatMap(([run]) => {
    if (!HAN.test(run)) return [run]
    const characters = [...run]
    const pairs = characters.slice(1).map((character, at) => (characters[at] ?? '') + character)
    return isIndexed || pairs.length === 0 ? [...pairs, characters.at(-1) ?? ''] : pairs
  })
}
