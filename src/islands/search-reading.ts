/** A reader's words as the search takes them: spelt as we do, without what says nothing, and with the marks of what they mean. */
import type { SearchFile } from '../contract/pages.ts'
import { createSpelling } from './search-spelling.ts'
import { createWriting, HAN, type Ignored, plain, tokensOf, withoutIgnored } from './search-tokens.ts'

/** A word that means the same says less than the same word. */
const MARK = 0.6
/** A single Chinese character, where neither its pair nor a synonym is known. */
const SINGLE = 0.25

export interface Term {
  readonly term: string
  readonly weight: number
}

export interface Read {
  readonly telling: readonly Term[]
  /** With the words that say nothing, for a reader who types nothing else. */
  readonly every: readonly Term[]
}

export interface Readable {
  readonly searched: Pick<SearchFile, 'documents' | 'characters' | 'ignored' | 'synonyms'>
  readonly silent: Ignored
  readonly marksOf: (text: string) => readonly string[]
}

export function createReading({ searched, silent, marksOf }: Readable): (words: string) => Read {
  const { documents, characters, ignored, synonyms } = searched
  const texts = documents.flatMap(({ title, keywords, note, body }) => [title, keywords, note, body])
  const correct = createSpelling([...texts, ...synonyms.flat(), ...ignored])
  const asWeWrite = createWriting(characters)
  return (written) => {
    const meant = plain(asWeWrite(written)).replace(/[a-z]+/g, correct)
    const telling = withoutIgnored(meant, silent)
    const marks = marksOf(meant).map((term) => ({ term, weight: MARK }))
    const words = tokensOf(telling, { isIndexed: false }).map((term) => ({ term, weight: 1 }))
    const singles = [...telling].filter((character) => HAN.test(character)).map((term) => ({ term, weight: SINGLE }))
    // The last one may be half typed, and the heavier of two wins.
    return {
      telling: [...singles, ...marks, ...words],
      every: tokensOf(meant, { isIndexed: false }).map((term) => ({ term, weight: 1 })),
    }
  }
}
