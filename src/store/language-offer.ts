/**
 * Whether this browser was offered the guide in the language that it asks for, in localStorage, for this origin only.
 *
 * key       `guide.language-offered`
 * example   zh-hans
 * readers   the page script
 * lifetime  for good: an offer that was passed over isn't made again
 * sets      one for the device: it is about the browser's languages, and says nothing of any account
 */
import { FIRST_LOCALE, type Locale, localeOfTag } from '../contract/languages.ts'

const KEY = 'guide.language-offered'

/**
 * @param wanted the browser's languages, the dearest first
 * @param shown the language of the page
 * @returns the language to offer now, which is then never offered again; undefined where there is nothing to offer
 */
export function takeOffer(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  wanted: readonly string[],
  shown: string,
): Locale | undefined {
  const locale = localeOfTag(wanted[0])
  // Whoever reads another language than the first one has chosen it, or was sent to it.
  if (shown !== FIRST_LOCALE || locale === FIRST_LOCALE || storage.getItem(KEY) !== null) return undefined
  try {
    storage.setItem(KEY, locale)
  } catch {
    // Full or forbidden (DOMException): better no offer than one on every page.
    return undefined
  }
  return locale
}
