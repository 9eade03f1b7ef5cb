import { createWords, type Words } from './create-words.ts'
import { FIRST_LOCALE, formatMinutes } from './locale.ts'
import { findEntry } from './translated.ts'

export type { Words } from './create-words.ts'

export async function readWords(locale: string): Promise<Words> {
  const first = await findEntry('ui', FIRST_LOCALE)
  const own = await findEntry('ui', locale)
  return createWords(locale, own?.data, first?.data)
}

/** How long something takes: `about 5 minutes`, `a few seconds`. */
export const spanOf = (t: Words, locale: string, minutes: number): string =>
  minutes < 1 ? t('minutes.seconds') : t('minutes.about', { minutes: formatMinutes(locale, Math.ceil(minutes)) })

/** How long is left: `About 5 minutes left`. */
export const leftOf = (t: Words, locale: string, minutes: number): string =>
  minutes < 1 ? t('rail.left-seconds') : t('rail.left', { minutes: formatMinutes(locale, Math.ceil(minutes)) })
