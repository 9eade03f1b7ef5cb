/** What a consent proves for an account. Pure. */
import type { ProblemCode } from '../../src/contract/problems.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { XeroConnection } from '../xero/api.ts'
import type { Consent } from '../xero/consent.ts'
import type { Rows } from './listing.ts'
import { type AccountRecord, findOrganisation, type StoredOrganisation } from './record.ts'

export interface Proof {
  /** New or renewed organisations of this account, in the order Xero lists them. */
  readonly found: readonly StoredOrganisation[]
  /** Chosen in Xero although another was expected, or on a trip that went astray and not meant now; not the account's before. */
  readonly wrong: readonly StoredOrganisation[]
  /** True when the expected organisation was not among those chosen. */
  readonly missed: boolean
}

/** Xero's scopes add up over consents, so what is granted may be more than what is needed, never less. */
export const grantsAll = (consent: Consent, needed: readonly string[]): boolean =>
  needed.every((scope) => scope === 'offline_access' || consent.scopes.includes(scope))

interface Listed extends Rows {
  /** Of an earlier trip of this account that came to nothing here. */
  readonly astray: readonly XeroConnection[]
}

/**
 * Finds the organisations of this consent, never by position: the list holds all that the login ever connected to our app, for
 * other accounts too. Where no row carries the event (Xero keeps the old event when nothing new was picked), those this account
 * already had, and those of its trips that went astray.
 *
 * @param expected the organisation that a reconnecting person means
 */
export function prove(
  record: AccountRecord,
  consent: Consent,
  { rows, chosen, astray }: Listed,
  expected: string | undefined,
  at: number,
): Result<Proof, Extract<ProblemCode, 'no-organisation'>> {
  const stored = rows.filter((row) => findOrganisation(record, row.tenantId) !== undefined)
  const meant = astray.filter((row) => chosen.length === 0 && (expected === undefined || row.tenantId === expected))
  const mine = chosen.length > 0 ? chosen : [...stored, ...meant]
  if (mine.length === 0) return fail('no-organisation')

  const organisation = (row: XeroConnection): StoredOrganisation => ({
    tenantId: row.tenantId,
    name: row.name,
    addedAt: at,
    login: consent.login,
    connectionId: row.id,
  })
  const missed = expected !== undefined && !mine.some((row) => row.tenantId === expected)
  if (missed && chosen.length === 0) return fail('no-organisation')
  const fresh = mine.filter((row) => findOrganisation(record, row.tenantId) === undefined)
  // The login's new tokens revive every organisation of this account that Xero still lists for it.
  const renewed = stored.filter((row) => findOrganisation(record, row.tenantId)?.login === consent.login || chosen.includes(row))
  const found = missed ? renewed : [...new Set([...renewed, ...mine])]
  const wrong = [...(missed ? fresh : []), ...astray.filter((row) => !meant.includes(row))]
  return succeed({ found: found.map(organisation), wrong: wrong.map(organisation), missed })
}
