/**
 * What a table holds under a word from outside. A plain object also has `constructor`, `toString` and the like, which nobody put there.
 *
 * @returns undefined where nothing was put under this word
 */
export const lookUp = <T>(table: Readonly<Record<string, T>> | undefined, word: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
