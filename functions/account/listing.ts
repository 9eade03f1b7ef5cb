/** What Xero lists for the login of a consent, and what of it is the account's. */
import type { ProblemCode } from '../../src/contract/problems.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { xeroOf } from '../env.ts'
import type { XeroConnection } from '../xero/api.ts'
import type { Consent } from '../xero/consent.ts'
import { type Place, readRecord } from './place.ts'
import { findOrganisation } from './record.ts'

export interface Rows {
  /** Every connection of the login. */
  readonly rows: readonly XeroConnection[]
  /** Those of the consent's event. */
  readonly chosen: readonly XeroConnection[]
}

/** Xero's clock and ours may differ by so much. */
const CLOCK_TOLERANCE_SECONDS = 60

/** One call gives both lists; the filter of Xero's own is asked only where rows do not name their event. */
export async function listConnections({ env }: Place, { tokens, eventId }: Consent): Promise<Result<Rows, ProblemCode>> {
  const xero = xeroOf(env)
  const listed = await xero.connections(tokens.accessToken)
  if (!listed.ok) return problemOf(listed)
  const rows = listed.value
  if (eventId === undefined) return succeed({ rows, chosen: [] })
  const chosen = rows.filter((row) => row.eventId === eventId)
  if (chosen.length > 0 || rows.every((row) => row.eventId !== undefined)) return succeed({ rows, chosen })
  const filtered = await xero.connections(tokens.accessToken, eventId)
  return filtered.ok ? succeed({ rows, chosen: filtered.value }) : problemOf(filtered)
}

/** A token fresh from the token endpoint that the list refuses was granted for identity alone. */
const problemOf = ({ error, retryAfterIn }: Failure<string>): Failure<ProblemCode> =>
  error === 'token-refused' || error === 'scope-missing' ? fail('scopes-missing') : fail('xero-unavailable', retryAfterIn)

/**
 * What came about at Xero while a trip of this account was under way whose consent never reached us, and which nobody uses: Xero will not
 * call it new again, nor let the person pick it again.
 *
 * @param key of the attempt that is being ended
 */
export async function findAstray(
  place: Place,
  key: string,
  login: string,
  { rows, chosen }: Rows,
): Promise<readonly XeroConnection[]> {
  const record = await readRecord(place)
  const isNew = (row: XeroConnection) => findOrganisation(record, row.tenantId) === undefined
  const strange = rows.filter((row) => isNew(row) && !chosen.some(({ tenantId }) => tenantId === row.tenantId))
  if (strange.length === 0) return []
  const spans = await place.attempts.findAstray(key)
  const dated = strange.filter(({ connectedAt }) => connectedAt !== undefined && spans.some((span) => isWithin(span, connectedAt)))
  if (dated.length === 0) return []
  const used = await place.env.GRANT.getByName(login).usedTenants()
  return dated.filter(({ tenantId }) => !used.includes(tenantId))
}

const isWithin = ({ from, until }: { readonly from: number; readonly until: number }, at: number): boolean =>
  at >= from - CLOCK_TOLERANCE_SECONDS && at <= until + CLOCK_TOLERANCE_SECONDS
