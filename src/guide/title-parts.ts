/** A part of a title. */
export interface TitlePart {
  readonly text: string
  /** No line may end inside it. */
  readonly whole: boolean
}

/**
 * Large titles break over lines, and browsers break "six-digit" at its hyphen, "Billing > Settings" before its sign, and Chinese
 * anywhere inside a word. Parts to keep whole are marked; together they are the title, letter by letter.
 */
export function splitTitle(title: string, locale: string): readonly TitlePart[] {
  const words = new Intl.Segmenter(locale, { granularity: 'word' })
  return [...title.matchAll(/\p{Script=Han}+|[^\s\p{Script=Han}]+ >|[^\s\p{Script=Han}]+|\s+/gu)].flatMap(([run]) => {
    if (/^\p{Script=Han}/u.test(run)) return [...words.segment(run)].map(({ segment }) => markWord(segment))
    return [{ text: run, whole: / >$|\p{L}-\p{L}/u.test(run) }]
  })
}

const markWord = (text: string): TitlePart => ({ text, whole: text.length > 1 })
