/** Words that mean the same to a reader who searches. They stand in content/ui, one group after the other, for each language its own. */

/** @param text groups separated by semicolons, words by commas: `MFA, two-factor; QR code, barcode` */
export const parseSynonyms = (text: string): readonly (readonly string[])[] =>
  text.split(/[;；]/).flatMap((group) => {
    const phrases = group.split(/[,，、]/).flatMap((phrase) => phrase.trim() || [])
    return phrases.length === 0 ? [] : [phrases]
  })

/**
 * What else a text might have said. The longest words are looked for first and taken out, so that a "QR code" is not taken for the
 * code that someone types.
 */
export function findSynonyms(text: string, groups: readonly (readonly string[])[]): readonly string[] {
  const phrases = groups
    .flatMap((group) => group.map((phrase) => ({ group, words: plain(phrase) })))
    .toSorted((a, b) => b.words.length - a.words.length)
  const found = new Set<readonly string[]>()
  let rest = plain(text)
  for (const { group, words } of phrases) {
    // Chinese is written without spaces; everything else is met as whole words.
    const pattern = /\p{Script=Han}/u.test(words) ? words.trim() : words
    if (!rest.includes(pattern)) continue
    found.add(group)
    rest = rest.replaceAll(pattern, '  ')
  }
  return [...found].flat()
}

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `.replaceAll(' ', '  ')
