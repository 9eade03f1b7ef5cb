/** Words that mean the same to a reader who searches. They stand in content/ui, one group after the other, for each language its own. */

/** @param text groups separated by semicolons, words by commas: `MFA, two-factor; QR code, barcode` */
export const parseSynonyms = (text: string): readonly (readonly string[])[] =>
  text.split(/[;；]/).flatMap((group) => {
    const phrases = parseWords(group)
    return phrases.length === 0 ? [] : [phrases]
  })

/** @param text words separated by commas */
export const parseWords = (text: string): readonly string[] => text.split(/[,，、]/).flatMap((phrase) => phrase.trim() || [])

/**
 * What else a text might have said. The longest words are looked for first and taken out, so that a "QR code" is not taken for the
 * code that someone types. A word may stand in several groups.
 */
export function findSynonyms(text: string, groups: readonly (readonly string[])[]): readonly string[] {
  const phrases = new Map<string, (readonly string[])[]>()
  for (const group of groups) {
    for (const phrase of group) phrases.set(plain(phrase), [...(phrases.get(plain(phrase)) ?? []), group])
  }
  const found = new Set<readonly string[]>()
  let rest = plain(text)
  for (const [words, meant] of [...phrases].toSorted(([a], [b]) => b.length - a.length)) {
    // Chinese is written without spaces; everything else is met as whole words.
    const pattern = /\p{Script=Han}/u.test(words) ? words.trim() : words
    if (!rest.includes(pattern)) continue
    for (const group of meant) found.add(group)
    rest = rest.replaceAll(pattern, '  ')
  }
  return [...found].flat()
}

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `.replaceAll(' ', '  ')
