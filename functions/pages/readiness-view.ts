/** What a page may show about whether the first invoice would go through. */
import { camelCase } from '../../src/contract/camel-case.ts'
import { formatOf, type Locale } from '../../src/contract/languages.ts'
import type { Readiness, ReadinessFinding } from '../../src/contract/wire.ts'

/** @param readiness undefined while no organisation is connected */
export function readinessView(readiness: Readiness | undefined, locale: Locale) {
  if (readiness === undefined) return undefined
  const { state, findings } = readiness
  return {
    [state]: true,
    found: findings.length > 0,
    findings: findings.map((finding) => findingView(finding, locale)),
  }
}

/** A name for the finding's own words, and the facts they speak of. */
function findingView({ code, blocks, kind, limit, limitAsOf, lock, ...facts }: ReadinessFinding, locale: Locale) {
  const { lockedUntil, endsAbout, currency, accountCurrency } = facts
  const name = code === 'demo-or-trial' && kind !== undefined ? kind : camelCase(code)
  return {
    [name]: true,
    blocks,
    limit,
    limitAsOf: limitAsOf === undefined ? undefined : dateIn(locale, `${limitAsOf}-01`, { month: 'long', year: 'numeric' }),
    lockedUntil: lockedUntil === undefined ? undefined : dateIn(locale, lockedUntil, { dateStyle: 'long' }),
    endsAbout: endsAbout === undefined ? undefined : dateIn(locale, endsAbout, { dateStyle: 'long' }),
    exceptAdvisers: lock === 'period',
    currency,
    accountCurrency,
  }
}

/** A day is the same in every zone. */
const dateIn = (locale: Locale, day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(formatOf(locale), { ...options, timeZone: 'UTC' }).format(Date.parse(day))
