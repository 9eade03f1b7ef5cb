import { formatOf, type Locale } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'

/** Names of organisations as a sentence has them: `A, B and C`. */
export const listOf = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(formatOf(locale), { type: 'conjunction' }).format(names.map((name) => nameIn(locale, name)))
