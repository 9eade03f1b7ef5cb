/** The guide's languages, by the word their addresses begin with. The first one carries no prefix. */
export const LOCALES = ['en', 'zh-hans'] as const

export type Locale = (typeof LOCALES)[number]

export const FIRST_LOCALE: Locale = 'en'

/** The BCP 47 tag by which a language's days, numbers and countries are written. */
export const formatOf = (locale: string): string => (locale === FIRST_LOCALE ? 'en-AU' : locale)

/** The language of an address's path: `/zh-hans/connect/` is in `zh-hans`. */
export const localeOfPath = (path: string): Locale => LOCALES.find((locale) => path.startsWith(`/${locale}/`)) ?? FIRST_LOCALE

/** Whether a tag is well-formed (BCP 47); a language nobody speaks may be. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    // RangeError: the only one that getCanonicalLocales throws for text.
    return false
  }
}

/**
 * The language that fits a BCP 47 tag best: `zh-CN`, `zh` and `zh-Hans-AU` are read as simplified Chinese. Traditional Chinese is not
 * a language of the guide.
 */
export function localeOfTag(tag: string | undefined): Locale {
  if (tag === undefined || !isLanguageTag(tag)) return FIRST_LOCALE
  const wanted = new Intl.Locale(tag).maximize()
  const fitting = LOCALES.find((locale) => {
    const { language, script } = new Intl.Locale(locale).maximize()
    return language === wanted.language && script === wanted.script
  })
  return fitting ?? FIRST_LOCALE
}

/** @param path of an English page, such as `/connect/connected/` */
export const inLocale = (locale: Locale, path: string): string => (locale === FIRST_LOCALE ? path : `/${locale}${path}`)
