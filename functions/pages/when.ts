/** Days and times as a page shows them. Where a person is we don't know, so they are Sydney's, and the pages say so. */
import { now } from '../../src/contract/clock.ts'
import { formatOf, type Locale } from '../../src/contract/languages.ts'

const ZONE = 'Australia/Sydney'
const DAY_SECONDS = 86_400

type Styles = Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>

const format = (at: number, locale: string, styles: Styles): string =>
  new Intl.DateTimeFormat(locale, { ...styles, timeZone: ZONE }).format(at * 1000)

export const dayOf = (at: number, locale: Locale): string => format(at, formatOf(locale), { dateStyle: 'long' })

export const timeOf = (at: number, locale: Locale): string =>
  format(at, formatOf(locale), { dateStyle: 'long', timeStyle: 'short' })

/** A moment for `<time>`: for programs, in full, and as a person would say it. */
export function momentOf(at: number | undefined, locale: Locale) {
  if (at === undefined) return undefined
  const full = timeOf(at, locale)
  const isOn = (day: number) => format(at, 'en', { dateStyle: 'short' }) === format(day, 'en', { dateStyle: 'short' })
  const days = [0, -1, 1].find((distance) => isOn(now() + distance * DAY_SECONDS))
  const clock = format(at, formatOf(locale), { timeStyle: 'short' })
  const near =
    days === undefined
      ? full
      : `${new Intl.RelativeTimeFormat(formatOf(locale), { numeric: 'auto' }).format(days, 'day')}, ${clock}`
  return { iso: new Date(at * 1000).toISOString(), full, near }
}
