/** The answer cards, and the search among them by a customer's own words. */

import type { DeskAccount } from '../../contract/desk.ts'
import type { DeskCard, DeskFile } from '../../contract/desk-cards.ts'
import { FIRST_LOCALE, type Locale } from '../../contract/languages.ts'
import type { SearchFile } from '../../contract/pages.ts'

const HAN = /\p{Script=Han}/u

export const languageOfWords = (text: string): Locale => (HAN.test(text) ? 'zh-hans' : FIRST_LOCALE)

export const cardOf = ({ cards }: DeskFile, id: string | undefined): DeskCard | undefined => cards.find((card) => card.id === id)

/** @returns those that exist, in the order of the ids */
export const cardsOf = (file: DeskFile, ids: readonly string[]): readonly DeskCard[] => ids.flatMap((id) => cardOf(file, id) ?? [])

export const titleOfStep = (file: DeskFile, step: string): string =>
  step === 'start' ? 'Start page' : (cardOf(file, step)?.words.en.title ?? step)

/** What a customer is told whose account stands like this; undefined where all is well. */
export function cardIdOf({ connection, trouble }: Pick<DeskAccount, 'connection' | 'trouble'>): string | undefined {
  const { state, readiness } = connection
  if (state === 'reconnect-required') return 'reconnect-required'
  if (state === 'choose-organisation') return 'organisation-not-chosen'
  if (state === 'not-connected') return 'not-connected'
  if (trouble !== undefined) return 'xero-unavailable'
  return readiness?.findings.find(({ blocks }) => blocks)?.code
}

type Find = (words: string) => readonly string[]
const searches = new Map<Locale, Promise<Find>>()

/** Nothing of it leaves the browser. @returns ids of cards, the best first */
export async function findCards(file: DeskFile, words: string): Promise<readonly DeskCard[]> {
  const locale = languageOfWords(words)
  const search = searches.get(locale) ?? loadSearch(locale)
  searches.set(locale, search)
  const addresses = (await search)(words)
  return addresses.flatMap((address) => file.cards.find((card) => card.words[locale].address === address) ?? [])
}

async function loadSearch(locale: Locale): Promise<Find> {
  const path = locale === FIRST_LOCALE ? '/search.json' : `/${locale}/search.json`
  const [{ createSearch }, answer] = await Promise.all([import('../search-index.ts'), fetch(path)])
  const search = createSearch((await answer.json()) as SearchFile)
  return (words) => search(words).map(({ address }) => address)
}
