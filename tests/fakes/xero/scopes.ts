import { fail, type Result, succeed } from '../../../src/contract/result.ts'

const PERSON_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access'])

const READ_WRITE = ['invoices', 'payments', 'banktransactions', 'manualjournals', 'contacts', 'settings', 'attachments']

const READ_ONLY = ['budgets', 'reports.aged', 'reports.profitandloss', 'reports.balancesheet', 'reports.trialbalance']

const GRANULAR_SCOPES = new Set([
  ...READ_WRITE.flatMap((name) => [`accounting.${name}`, `accounting.${name}.read`]),
  ...READ_ONLY.map((name) => `accounting.${name}.read`),
])

/** Real scopes that an app registered since March 2026 may not ask for: the broad ones, and those Xero grants case by case. */
const CLOSED_SCOPES = new Set([
  'accounting.transactions',
  'accounting.transactions.read',
  'accounting.reports.read',
  'accounting.journals.read',
  'paymentservices',
  'bankfeeds',
])

/** API scopes add up across consents and make Xero ask for an organisation; the others are about the person and this login alone. */
export const isApiScope = (scope: string): boolean => !PERSON_SCOPES.has(scope)

/** @param text as in the query: space separated */
export function readScopes(text: string): Result<readonly string[], 'unknown' | 'closed'> {
  const scopes = [...new Set(text.split(' ').filter((scope) => scope !== ''))]
  if (scopes.some((scope) => CLOSED_SCOPES.has(scope))) return fail('closed')
  const known = scopes.every((scope) => PERSON_SCOPES.has(scope) || GRANULAR_SCOPES.has(scope))
  return known && scopes.length > 0 ? succeed(scopes) : fail('unknown')
}
