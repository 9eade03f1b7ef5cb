import type { Locale } from './languages.ts'

/** Xero now and then lists an organisation before it has a name. It is asked again at the next look. */
export const NAMELESS = '(Xero gave no name yet)'

const WORDS: Readonly<Record<Locale, string>> = { en: NAMELESS, 'zh-hans': '（Xero 尚未提供名称）' }

/** @param name as the account has it */
export const nameIn = (locale: Locale, name: string): string => (name === NAMELESS ? WORDS[locale] : name)
