import * as languages from '../contract/languages.ts'
import { lookUp } from '../contract/look-up.ts'

/** The language everything is written in first; its pages carry no prefix. */
export const FIRST_LOCALE: string = languages.FIRST_LOCALE

export const LOCALES: readonly string[] = languages.LOCALES

interface Language {
  /** BCP 47 tag of its pages. */
  readonly lang: string
  /** Its own name for itself, in the switch. */
  readonly name: string
}

/** What the pages need to know of each language of the contract's list. */
const LANGUAGES: Readonly<Record<languages.Locale, Language>> = {
  en: { lang: 'en', name: 'English' },
  'zh-hans': { lang: 'zh-Hans', name: '简体中文' },
}

/** @throws RangeError for a language that is not in the list */
export function languageOf(locale: string): Language {
  const language = lookUp(LANGUAGES as Readonly<Record<string, Language>>, locale)
  if (language === undefined) throw new RangeError(`"${locale}" is not a language of the guide`)
  return language
}

/** `lang` of a part that may be written in another language than its page; undefined where they agree. */
export const langWithin = (page: string, written: string): string | undefined =>
  page === written ? undefined : languageOf(written).lang

/** The parameter of pages at `[...locale]/`: the first language has none. */
export const localeParam = (locale: string): string | undefined => (locale === FIRST_LOCALE ? undefined : locale)

export const stepAddress = (locale: string, flow: string, step: string): string => `${prefix(locale)}/${flow}/${step}/`

export const problemAddress = (locale: string, code: string): string => `${prefix(locale)}/problems/${code}/`

export const pageAddress = (locale: string, page: '' | `${string}/`): string => `${prefix(locale)}/${page}`

const prefix = (locale: string): string => (locale === FIRST_LOCALE ? '' : `/${locale}`)

/** The same page in another language. */
export const inLocale = (locale: string, address: string): string => prefix(locale) + withoutLocale(address)

function withoutLocale(address: string): string {
  const locale = LOCALES.find((other) => other !== FIRST_LOCALE && address.startsWith(`${prefix(other)}/`))
  return locale === undefined ? address : address.slice(prefix(locale).length)
}

/** @param day such as `2026-11-22`; becomes `22 Nov 2026` */
export const formatDay = (locale: string, day: string): string =>
  new Intl.DateTimeFormat(languages.formatOf(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))

/** Becomes `1 minute`, `12 minutes`, `12 分钟`: Intl sets a Chinese unit close to its number, our writers set a space between. */
export const formatMinutes = (locale: string, minutes: number): string =>
  new Intl.NumberFormat(languages.formatOf(locale), { style: 'unit', unit: 'minute', unitDisplay: 'long' })
    .format(minutes)
    .replace(/(?<=\d)(?=\p{Script=Han})/u, '\u00a0')
