import { lookUp } from '../contract/look-up.ts'
import { FIRST_LOCALE, formatMinutes } from './locale.ts'
import { findEntry } from './translated.ts'

/** @throws when neither the language nor the first one has the key: a page never shows a key to a reader */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

export async function readWords(locale: string): Promise<Words> {
  const first = (await findEntry('ui', FIRST_LOCALE))?.data
  const own = (await findEntry('ui', locale))?.data
  return (key, values = {}) => {
    const text = lookUp(own, key) ?? lookUp(first, key)
    if (text === undefined) throw new Error(`content/ui/${locale}.yaml has no "${key}"`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = lookUp(values, name)
      if (value === undefined) throw new Error(`"${key}" needs a value for {${name}}`)
      return String(value)
    })
  }
}

/** How long something takes: `about 5 minutes`, `a few seconds`. */
export const spanOf = (t: Words, locale: string, minutes: number): string =>
  minutes < 1 ? t('minutes.seconds') : t('minutes.about', { minutes: formatMinutes(locale, Math.ceil(minutes)) })

/** How long is left: `About 5 minutes left`. */
export const leftOf = (t: Words, locale: string, minutes: number): string =>
  minutes < 1 ? t('rail.left-seconds') : t('rail.left', { minutes: formatMinutes(locale, Math.ceil(minutes)) })
