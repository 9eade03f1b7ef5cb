/** Words that mean the same to a reader who searches. They stand in content/ui, one group after the other, for each language its own. */

/** @param text groups separated by semicolons, words by commas: `MFA, two-factor; QR code, barcode` */
export const parseSynonyms = (text: string): readonly (readonly string[])[] =>
  text.split(/[;；]/).flatMap((group) => {
    const phrases = parseWords(group)
    return phrases.length === 0 ? [] : [phrases]
  })

/** @param text words separated by commas */
export const parseWords = (text: string): readonly string[] => text.split(/[,，、]/).flatMap((phrase) => phrase.trim() || [])
