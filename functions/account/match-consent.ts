/** Which organisations a consent is about, for one account. Pure. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { WhyNone } from '../../src/contract/why-none.ts'
import type { XeroConnection } from '../xero/api.ts'
import type { Consent } from '../xero/consent.ts'
import type { ConsentConnections } from './consent-connections.ts'
import { type AccountRecord, findOrganisation, type StoredOrganisation } from './record.ts'

export interface ConsentMatch {
  /** New or renewed organisations of this account, in the order Xero lists them. */
  readonly found: readonly StoredOrganisation[]
  /** New to the account, and chosen in Xero although another was expected. */
  readonly wrong: readonly StoredOrganisation[]
  /** True when the expected organisation was not among those chosen. */
  readonly missed: boolean
}

/** The attempt that brought a consent. */
export interface AttemptFacts {
  /** The organisation that is to be reconnected. */
  readonly expected?: string | undefined
  /** When the person left for Xero. Unix seconds */
  readonly begunAt: number
}

export interface ListedConnections extends ConsentConnections {
  /** Tenants that other accounts use through this login. */
  readonly usedElsewhere: readonly string[]
}

/** Xero's scopes add up over consents, so more may be granted than is needed. */
export const grantsAll = (consent: Consent, needed: readonly string[]): boolean =>
  needed.every((scope) => scope === 'offline_access' || consent.scopes.includes(scope))

const isAmong = (rows: readonly XeroConnection[], { tenantId }: XeroConnection): boolean =>
  rows.some((row) => row.tenantId === tenantId)

/**
 * Finds the organisations of this consent. The list holds everything that the login ever connected to our app, for other accounts too, so
 * position means nothing. What counts is the consent's event; where it names none, only what this account already has. Nothing else is
 * guessed: the person can claim it by name (claim-by-name.ts).
 */
export function matchConsent(
  record: AccountRecord,
  consent: Consent,
  { rows, chosen, usedElsewhere }: ListedConnections,
  { expected, begunAt }: AttemptFacts,
  at: number,
): Result<ConsentMatch, WhyNone> {
  const isKnown = (row: XeroConnection) => findOrganisation(record, row.tenantId) !== undefined
  const stored = rows.filter(isKnown)
  const strange = chosen.filter((row) => !isKnown(row) && !usedElsewhere.includes(row.tenantId))
  const fresh = strange.filter(({ createdAt }) => createdAt === undefined || createdAt >= begunAt)
  // Xero may move all of a login's connections to the newest event, those of other accounts too. Then the event doesn't say what was picked.
  const isMoved = chosen.length > 1 && fresh.length < chosen.length
  const isUnclear = isMoved && fresh.length > 0
  if (isUnclear && expected === undefined) return fail('unclear')
  const added = isMoved ? [] : strange
  const named = chosen.filter((row) => isKnown(row) || isAmong(added, row))
  const mine = named.length > 0 ? named : stored
  const missed = expected !== undefined && !mine.some((row) => row.tenantId === expected)
  if (mine.length === 0 || (missed && named.length === 0))
    return fail(rows.length === 0 ? 'none-listed' : isUnclear ? 'unclear' : 'none-new')

  const renewed = findRenewed(record, consent, stored, chosen)
  const found = missed ? renewed : [...renewed, ...mine.filter((row) => !isAmong(renewed, row))]
  return succeed({ found: found.map(storedBy(consent, at)), wrong: (missed ? added : []).map(storedBy(consent, at)), missed })
}

/** The company that a person has claimed by its name. */
export function matchClaim(
  record: AccountRecord,
  consent: Consent,
  rows: readonly XeroConnection[],
  claimed: XeroConnection,
  at: number,
): ConsentMatch {
  const stored = rows.filter((row) => findOrganisation(record, row.tenantId) !== undefined)
  const renewed = findRenewed(record, consent, stored, [claimed])
  const found = [...renewed, ...(isAmong(renewed, claimed) ? [] : [claimed])]
  return { found: found.map(storedBy(consent, at)), wrong: [], missed: false }
}

/** The login's new tokens revive every organisation of this account that Xero still lists for it. */
const findRenewed = (
  record: AccountRecord,
  consent: Consent,
  stored: readonly XeroConnection[],
  chosen: readonly XeroConnection[],
): XeroConnection[] =>
  stored.filter((row) => findOrganisation(record, row.tenantId)?.login === consent.login || isAmong(chosen, row))

const storedBy =
  (consent: Consent, at: number) =>
  (row: XeroConnection): StoredOrganisation => ({
    tenantId: row.tenantId,
    name: row.name,
    addedAt: at,
    login: consent.login,
    connectionId: row.id,
  })
