/** The language everything is written in first; its pages carry no prefix. */
export const FIRST_LOCALE = 'en'

export const stepAddress = (locale: string, flow: string, step: string): string => `${prefix(locale)}/${flow}/${step}/`

export const problemAddress = (locale: string, code: string): string => `${prefix(locale)}/problems/${code}/`

export const pageAddress = (locale: string, page: '' | 'problems/' | `print/${string}/`): string => `${prefix(locale)}/${page}`

const prefix = (locale: string): string => (locale === FIRST_LOCALE ? '' : `/${locale}`)

/** @param day such as `2026-11-22`; becomes `22 Nov 2026` */
export const formatDay = (locale: string, day: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-AU' : locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
