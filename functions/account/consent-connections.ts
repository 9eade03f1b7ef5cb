/** What Xero lists for the login of a consent. */
import type { ProblemCode } from '../../src/contract/problems.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import type { CallFailure, XeroConnection } from '../xero/api.ts'
import type { Consent } from '../xero/consent.ts'
import { SETTLING_SECONDS, secondsLeft } from '../xero/deadline.ts'
import type { Xero } from '../xero/xero.ts'
import { xeroOf } from '../xero/xero.ts'
import type { AccountContext } from './context.ts'

export interface ConsentConnections {
  /** Every connection of the login. */
  readonly rows: readonly XeroConnection[]
  /** Those of the consent's event. */
  readonly chosen: readonly XeroConnection[]
}

/** One call gives both lists. Xero's own filter is asked only where rows don't name their event. */
export async function listConsentConnections(
  { env }: AccountContext,
  { tokens, eventId }: Consent,
): Promise<Result<ConsentConnections, ProblemCode>> {
  const xero = xeroOf(env)
  const listed = await listUntilSettled(xero, tokens.accessToken)
  if (!listed.ok) return problemOf(listed)
  const rows = listed.value
  if (eventId === undefined) return succeed(consentConnectionsOf(rows, []))
  const chosen = rows.filter((row) => row.eventId === eventId)
  if (chosen.length > 0 || rows.every((row) => row.eventId !== undefined)) return succeed(consentConnectionsOf(rows, chosen))
  const filtered = await xero.connections(tokens.accessToken, eventId)
  return filtered.ok ? succeed(consentConnectionsOf(rows, filtered.value)) : problemOf(filtered)
}

/** Xero sometimes lists an organisation twice: the row of the consent's event counts. */
const consentConnectionsOf = (rows: readonly XeroConnection[], chosen: readonly XeroConnection[]): ConsentConnections => ({
  rows: onePerTenant(rows.map((row) => chosen.find(({ tenantId }) => tenantId === row.tenantId) ?? row)),
  chosen: onePerTenant(chosen),
})

const onePerTenant = (rows: readonly XeroConnection[]): XeroConnection[] =>
  rows.filter((row, index) => rows.findIndex(({ tenantId }) => tenantId === row.tenantId) === index)

/** A brand-new token may be refused for a moment: only the second refusal counts. */
async function listUntilSettled(xero: Xero, accessToken: string): Promise<Result<XeroConnection[], CallFailure>> {
  const listed = await xero.connections(accessToken)
  if (listed.ok || !isRefusal(listed.error) || secondsLeft() <= SETTLING_SECONDS) return listed
  await scheduler.wait(SETTLING_SECONDS * 1000)
  return xero.connections(accessToken)
}

const isRefusal = (error: string): boolean => error === 'token-refused' || error === 'scope-missing'

/** When the list refuses a brand-new token, that token was granted for identity alone. */
const problemOf = ({ error, retryAfterIn }: Failure<string>): Failure<ProblemCode> =>
  isRefusal(error) ? fail('scopes-missing') : fail('xero-unavailable', retryAfterIn)
