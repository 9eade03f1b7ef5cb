/** The message to a customer: the card's words, with the names of the account filled in. */
import type { DeskAccount } from '../../contract/desk.ts'
import type { CardWords, MessageWords } from '../../contract/desk-cards.ts'
import { FIRST_LOCALE, type Locale } from '../../contract/languages.ts'

/** What is known of the customer. None of it goes into an address. */
export interface Customer {
  readonly person?: string | undefined
  /** As miBilling calls it. */
  readonly account?: string | undefined
  readonly organisation?: string | undefined
  readonly code?: string | undefined
}

/** As the account knows them: the person is the last one who did something there. */
export const customerOf = ({ connection, name, timeline }: Pick<DeskAccount, 'connection' | 'name' | 'timeline'>): Customer => ({
  person: timeline.events.find(({ by }) => by?.person !== undefined)?.by?.person,
  account: name,
  organisation: connection.organisation?.name,
})

interface Parts {
  readonly card: CardWords
  readonly words: MessageWords
  readonly locale: Locale
  readonly customer: Customer
  /** Of the guide. */
  readonly origin: string
  /** Made for this customer; leads there instead of the page's own address. */
  readonly link?: string | undefined
}

export function writeMessage({ card, words, locale, customer, origin, link }: Parts): string {
  const { person, account, organisation, code } = customer
  const fill = (text: string): string =>
    Object.entries({ name: nameIn(locale, person), account, organisation, code }).reduce(
      (filled, [name, value]) => filled.replaceAll(`{${name}}`, () => value ?? ''),
      text,
    )
  const about = account === undefined ? undefined : organisation === undefined ? words['about-account'] : words.about
  const todo = card.todo.map((text, at) => `${at + 1}. ${text}`).join('\n')
  const paragraphs = [
    person === undefined ? words['hello-nameless'] : words.hello,
    about,
    ...(card.answer === undefined ? [card.note] : [card.answer, todo]),
    link === undefined ? `${words.page}\n${origin}${card.address}` : `${words.link}\n${link}`,
    code === undefined ? words.safe : `${words.code} ${words.safe}`,
  ]
  return paragraphs
    .filter((paragraph) => paragraph !== undefined)
    .filter((paragraph) => paragraph !== '')
    .map(fill)
    .join('\n\n')
}

/** English greets by the first name. A Chinese name is one. */
const nameIn = (locale: Locale, person: string | undefined): string | undefined =>
  locale === FIRST_LOCALE && person !== undefined && !/\p{Script=Han}/u.test(person) ? person.trim().split(/\s+/)[0] : person
