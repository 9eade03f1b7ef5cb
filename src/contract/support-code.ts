/** The support code that a failure shows, such as `7KQ2-M4XP`: eight characters that are easy to read out over the phone. */

/** Crockford's base32, without I, L, O and U. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A whole code, as we write it. */
export const SUPPORT_CODE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

export interface FoundCode {
  /** As we write it, whatever the reader typed. */
  readonly code: string
  /** The reader's other words. */
  readonly rest: string
}

/** Two halves and what is between them; looked ahead at, so that a word of four letters before a code does not use up its first half. */
const CANDIDATE = /(?<![a-z0-9])(?=(([0-9a-tv-z]{4})(\s?[-‐–—−]\s?|\s?)([0-9a-tv-z]{4}))(?![a-z0-9]))/gi

/**
 * Finds a support code in a reader's sentence, in any case, with or without its hyphen. Words look like codes too ("accepted" has eight
 * of its letters), so one without a digit counts only in capitals and with the hyphen.
 */
export function findSupportCode(text: string): FoundCode | undefined {
  const plain = text.normalize('NFKC')
  const found = [...plain.matchAll(CANDIDATE)].filter(([, written = '', first = '', between = '', second = '']) =>
    isCode(first, between, second, { isAlone: written === plain.trim() }),
  )
  const best = found.find(([, , first = '', , second = '']) => hasDigit(first) && hasDigit(second)) ?? found[0]
  if (best === undefined) return undefined
  const [, written = '', first = '', , second = ''] = best
  return { code: `${asWeWrite(first)}-${asWeWrite(second)}`, rest: plain.replace(written, ' ').trim() }
}

function isCode(first: string, between: string, second: string, { isAlone }: { readonly isAlone: boolean }): boolean {
  const both = first + second
  const isCapital = both === both.toUpperCase()
  // A date, or a telephone number.
  if (!/[a-z]/i.test(both)) return false
  if (between.trim() !== '') return hasDigit(both) || isCapital
  // Nothing but its letters says that it is one. "iphone14" has an i and an o.
  if (/[ilo]/i.test(both) || !hasDigit(both)) return false
  if (between === '') return true
  const isMixed = [first, second].some((half) => hasDigit(half) && /[a-z]/i.test(half))
  return isMixed && ((hasDigit(first) && hasDigit(second)) || isCapital || isAlone)
}

const hasDigit = (text: string): boolean => /\d/.test(text)

/** Crockford reads O as the digit 0, I and L as 1. */
const asWeWrite = (half: string): string => half.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
