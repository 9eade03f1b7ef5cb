/** Finds the company that a person means by the name they typed. Pure. */

/** The legal form at the end of a name, which people tend to leave out. */
const LEGAL_FORMS = /(?:\s+(?:pty|proprietary|ltd|limited|inc|incorporated|llc|plc|co|company))+$/u

interface Named {
  readonly name: string
}

/**
 * @param rows the candidates
 * @returns the one with that name, ignoring case, spaces, punctuation and the legal form; `several` when more than one fits, else `none`
 */
export function findByName<T extends Named>(rows: readonly T[], typed: string): T | 'none' | 'several' {
  for (const reduce of [plain, withoutForm]) {
    const meant = reduce(typed)
    const fitting = meant === '' ? [] : rows.filter(({ name }) => reduce(name) === meant)
    if (fitting.length > 1) return 'several'
    if (fitting[0] !== undefined) return fitting[0]
  }
  return 'none'
}

/** Xero shows a company's short code with an exclamation mark in front, such as `!23aYt`. @returns undefined for anything else */
export const readShortCode = (typed: string): string | undefined => /^!\s*([A-Za-z0-9]{4,8})$/.exec(typed.trim())?.[1]

/** Some short codes differ in case alone. */
export const isShortCode = (typed: string, shortCode: string | undefined): boolean =>
  shortCode !== undefined && shortCode.replace(/^!/, '') === typed

const words = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const plain = (name: string): string => words(name).replaceAll(' ', '')

/** `Pty. Ltd.` and `P/L` alike. A name that is nothing but a legal form stays. */
const withoutForm = (name: string): string => {
  const whole = words(name.replace(/\bp\/l\b/giu, 'pty ltd'))
  return whole.replace(LEGAL_FORMS, '').replaceAll(' ', '')
}
