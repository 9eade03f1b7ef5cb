/** What apps put between digits, and what comes along when a code is copied. */
const NOT_DIGITS = /[\s\u200b-\u200f\u2060\ufeff.·-]/g

/** @returns six digits, or undefined where it is anything else. Spaces and full-width digits are fine. */
export function readTypedCode(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(NOT_DIGITS, '')
  return /^[0-9]{6}$/.test(digits) ? digits : undefined
}
