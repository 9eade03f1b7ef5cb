/** The message to a helper: a text among the built pages, so that its words are the guide's, with Mustache tags for who asks and for what. */
import Mustache from 'mustache'
import { inLocale, type Locale } from '../../src/contract/languages.ts'
import { dayOf } from './when.ts'

export interface HandoverFacts {
  readonly url: string
  /** Of the account, as its people know it. */
  readonly account: string
  /** The person who asks. */
  readonly user?: string | undefined
  /** The organisation that is to be reconnected. */
  readonly organisation?: string | undefined
  /** Unix seconds. */
  readonly until: number
}

export async function writeMessage(assets: Fetcher, locale: Locale, facts: HandoverFacts) {
  const { origin } = new URL(facts.url)
  const file = await assets.fetch(new Request(origin + inLocale(locale, '/help-connect/message.txt')))
  if (!file.ok) throw new Error('the message to a helper is not among the built pages')
  const text = Mustache.render(await file.text(), { ...facts, origin, day: dayOf(facts.until, locale) })
  const [subject = '', ...message] = text.split('\n\n')
  return { subject, message: message.join('\n\n') }
}
