/** Words that mean the same count as one: whichever of a group's words a text has, it gets the group's mark. */
import { HAN, type Ignored, plain, wordsOf } from './search-tokens.ts'

const SIGN = '='
export const isMark = (token: string): boolean => token.startsWith(SIGN)

interface Phrase {
  readonly words: readonly string[]
  readonly mark: string
}

/** @returns what gives the marks of a text. The longest words are meant: a "QR code" is not taken for the code that someone types. */
export function createMarks(groups: readonly (readonly string[])[], ignored: Ignored): (text: string) => readonly string[] {
  const all = groups.flatMap((group, at) => group.map((text) => ({ text: plain(text), mark: SIGN + at })))
  const phrases = all.flatMap(({ text, mark }): Phrase[] => (HAN.test(text) ? [] : [{ words: wordsOf(text), mark }]))
  const byFirst = new Map<string, Phrase[]>()
  for (const phrase of phrases.toSorted((a, b) => b.words.length - a.words.length)) add(byFirst, phrase.words[0] ?? '', phrase)
  const runs = new Map<string, string[]>()
  for (const { text, mark } of all) if (HAN.test(text)) add(runs, withoutParticles(text), mark)
  const longestFirst = [...runs.keys()].toSorted((a, b) => b.length - a.length)
  const pattern = runs.size === 0 ? undefined : new RegExp(longestFirst.join('|'), 'gu')
  return (text) => {
    const found = pattern === undefined ? [] : (withoutParticles(plain(text)).match(pattern) ?? [])
    return [...marksOfWords(wordsOf(text), byFirst, ignored), ...found.flatMap((run) => runs.get(run) ?? [])]
  }
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** What Chinese puts between the words of a phrase: "连错了公司" is "连错公司". */
const withoutParticles = (text: string): string => text.replace(/(?<=\p{Script=Han})[了的啊呀吧呢嘛]|\s/gu, '')

function marksOfWords(words: readonly string[], byFirst: ReadonlyMap<string, readonly Phrase[]>, ignored: Ignored) {
  const marks: string[] = []
  let from = 0
  while (from < words.length) {
    const met = (byFirst.get(words[from] ?? '') ?? []).flatMap((phrase) => {
      const end = endOf(phrase.words, words.slice(from), ignored)
      return end === undefined ? [] : [{ ...phrase, end }]
    })
    const longest = met.filter((phrase) => phrase.words.length === met[0]?.words.length)
    marks.push(...longest.map(({ mark }) => mark))
    from += longest[0]?.end ?? 1
  }
  return marks
}

/** Words that say nothing may stand inside a phrase: "lost my phone" is "lost phone". */
function endOf(phrase: readonly string[], words: readonly string[], ignored: Ignored): number | undefined {
  let at = 0
  for (const own of phrase) {
    while (at > 0 && words[at] !== own && ignored.words.has(words[at] ?? '')) at++
    if (words[at] !== own) return undefined
    at++
  }
  return at
}
