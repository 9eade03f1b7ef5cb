/** Finds the company that a person means by the name they typed. Pure. */

/** Words that people leave out, and Xero does not: the legal form at the end of a name. */
const LEGAL_FORMS = /(?:\s+(?:pty|proprietary|ltd|limited|inc|incorporated|llc|plc|co|company))+$/u

interface Named {
  readonly name: string
}

/**
 * @param rows what may be meant
 * @returns the only one of that name, however it is spelt in case, spaces and punctuation, with or without its legal form; `several` when
 * more than one fits, and `none`
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

/** Short codes are told apart by case alone at times. */
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
