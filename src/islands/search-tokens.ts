/** A text as the search counts it: words without their endings, and pairs of Chinese characters. */

export const HAN = /\p{Script=Han}/u
const RUNS = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv

/** In lower case, without accents, and "can’t" as people type it in a hurry. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|(?<=\p{L})['’](?=\p{L})/gu, '')
    .toLowerCase()

const LONG_NEGATION = /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should) not\b/g
const NEGATION = /^(?:(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should)nt|cannot|never|no|without)$/

/** The words of a phrase, without Chinese. All ways to say no are one. */
export const wordsOf = (text: string): string[] =>
  [...plain(text).replace(LONG_NEGATION, 'not').matchAll(RUNS)].flatMap(([run]) =>
    HAN.test(run) ? [] : NEGATION.test(run) ? 'not' : stemOf(run),
  )

export interface Tokenised {
  /** Of a page, not of a question. */
  readonly isIndexed: boolean
}

/**
 * Chinese has no spaces: a run of it becomes its pairs of characters; in the index its last one as well, so that a reader who has typed
 * a single character finds it wherever it stands.
 */
export const tokensOf = (text: string, { isIndexed }: Tokenised): string[] =>
  [...plain(text).matchAll(RUNS)].flatMap(([run]) => {
    if (!HAN.test(run)) return [stemOf(run)]
    const characters = [...run]
    const pairs = characters.slice(1).map((character, at) => (characters[at] ?? '') + character)
    return isIndexed || pairs.length === 0 ? [...pairs, characters.at(-1) ?? ''] : pairs
  })

/**
 * A word without its grammar: "connected", "connecting" and "connections" become one, and "organization" what Australians write. It need
 * not be a word, only the same for all forms of one.
 */
export function stemOf(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word
  if (/^settings?$/.test(word)) return 'setting'
  return word
    .replace(/iz(?=ation|ed?$|es$|ing$)/, 'is')
    .replace(/ies$|ied$/, 'y')
    .replace(/(?<=s|x|ch|sh)es$|(?<![siu])s$/, '')
    .replace(/(?<=[aeiouy].*[^aeiou]|[aeiou]{2})(?:ed|ing)$|(?<=[st])ion$/, '')
    .replace(/([bdglmnprt])\1$/, '$1')
    .replace(/e$/, '')
}

export interface Ignored {
  readonly words: ReadonlySet<string>
  /** Of Chinese, the longest first: they are found inside a run. */
  readonly runs: RegExp | undefined
}

export function readIgnored(list: readonly string[]): Ignored {
  const [han, words] = [list.filter((word) => HAN.test(word)), list.filter((word) => !HAN.test(word))]
  const longestFirst = han.toSorted((a, b) => b.length - a.length)
  return { words: new Set(words.map(plain)), runs: han.length === 0 ? undefined : new RegExp(longestFirst.join('|'), 'gu') }
}

/** @returns the text without words that say nothing */
export function withoutIgnored(text: string, { words, runs }: Ignored): string {
  const cut = runs === undefined ? plain(text) : plain(text).replace(runs, ' ')
  return [...cut.matchAll(RUNS)].flatMap(([run]) => (words.has(run) || words.has(stemOf(run)) ? [] : [run])).join(' ')
}

/** @param pairs a character as others write it, and as we do: readers of traditional characters search as well */
export function createWriting(pairs: string): (text: string) => string {
  const ours = new Map([...pairs.matchAll(/(.)(.)/gsu)].map(([, theirs = '', own = '']) => [theirs, own]))
  return (text) => [...text.normalize('NFKC')].map((character) => ours.get(character) ?? character).join('')
}
