/** The end of an attempt: from Xero's callback to a connection, or to the problem that says why not. */
import { now } from '../../src/contract/clock.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { readSettings, xeroOf } from '../env.ts'
import { log } from '../log.ts'
import type { XeroConnection } from '../xero/api.ts'
import type { Consent } from '../xero/consent.ts'
import type { Attempt, Outcome } from './attempts.ts'
import type { Place } from './place.ts'
import { grantsAll, type Proof, prove } from './proof.ts'
import { type AccountRecord, connected, EMPTY, findOrganisation, type StoredOrganisation } from './record.ts'

export interface Arrival {
  readonly state: string
  readonly session: string
  readonly code?: string | undefined
  /** RFC 6749 §4.1.2.1 */
  readonly error?: string | undefined
  /** The support code, should it come to a problem. */
  readonly ref: string
}

/** Two calls to Xero when all goes well: the token endpoint and the list of connections. Nothing is replaced before all is checked. */
export async function endAttempt(place: Place, attempt: Attempt, arrival: Arrival): Promise<Outcome> {
  const { account } = place
  const ended = await connect(place, attempt, arrival)
  const outcome: Outcome = ended.ok
    ? { step: ended.value }
    : { problem: ended.error, ref: arrival.ref, ...(ended.retryAfterIn === undefined ? {} : { retryAfterIn: ended.retryAfterIn }) }
  log(ended.ok ? 'info' : 'warn', 'attempt.ended', { account, ref: arrival.ref, outcome: ended.ok ? ended.value : ended.error })
  return outcome
}

async function connect(
  place: Place,
  attempt: Attempt,
  arrival: Arrival,
): Promise<Result<'organisation' | 'connected', ProblemCode>> {
  if (arrival.error !== undefined) return fail(REFUSALS[arrival.error] ?? 'xero-unavailable')
  if (arrival.code === undefined) return fail('bad-request')
  const xero = xeroOf(place.env)

  const exchanged = await xero.exchange(arrival.code, attempt.nonce)
  if (!exchanged.ok) return exchanged
  const consent = exchanged.value
  const { refreshToken } = consent.tokens
  if (refreshToken === undefined || !grantsAll(consent, readSettings(place.env).scopes)) return fail('scopes-missing')

  const listed = await listConnections(place, consent)
  if (!listed.ok) return listed
  const { rows, chosen } = listed.value
  const before = (await place.records.read('account')) ?? EMPTY
  const proof = prove(before, consent, rows, chosen, attempt.expected, now())
  if (!proof.ok) return proof

  await commit(place, proof.value, { attempt, consent, refreshToken })
  place.later(leaveOldLogins(place, before, proof.value.found))
  if (proof.value.missed) return fail('wrong-organisation')
  const after = (await place.records.read('account')) ?? EMPTY
  const isNew = proof.value.found.some(({ tenantId }) => findOrganisation(before, tenantId) === undefined)
  const settled = after.active !== undefined && (!isNew || before.organisations.length === 0)
  return succeed(settled ? 'connected' : 'organisation')
}

/** What Xero's own error in the callback means for the person (RFC 6749 §4.1.2.1). */
const REFUSALS: Readonly<Record<string, ProblemCode>> = {
  access_denied: 'cancelled',
  invalid_request: 'our-settings',
  invalid_scope: 'our-settings',
  unauthorized_client: 'our-settings',
  unsupported_response_type: 'our-settings',
}

/** One call gives both lists; the filter of Xero's own is asked only where rows do not name their event. */
async function listConnections(
  { env }: Place,
  { tokens, eventId }: Consent,
): Promise<Result<{ rows: XeroConnection[]; chosen: XeroConnection[] }, ProblemCode>> {
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

interface Proven {
  readonly attempt: Attempt
  readonly consent: Consent
  readonly refreshToken: string
}

/** The grant first: an organisation is never listed whose tokens are not safe. */
async function commit(
  { account, env, records }: Place,
  { found, wrong }: Proof,
  { attempt, consent, refreshToken }: Proven,
): Promise<void> {
  const used = [...found, ...wrong].filter(({ login }) => login === consent.login)
  await env.GRANT.getByName(consent.login).adopt(consent, refreshToken, account, used)
  await records.update('account', (record = EMPTY) => {
    const { expected: expectedTenantId = '', until } = attempt
    const asides = wrong.map((organisation) => ({ organisation, expectedTenantId, until }))
    const others = record.asides.filter(({ organisation }) => !wrong.some(({ tenantId }) => tenantId === organisation.tenantId))
    const kept = { ...record, asides: [...others, ...asides] }
    return found.length > 0 ? connected(kept, found, now()) : kept
  })
}

/** Another login opens these organisations from now on; what the former one did for this account is over. */
async function leaveOldLogins({ account, env }: Place, before: AccountRecord, found: readonly StoredOrganisation[]): Promise<void> {
  for (const { tenantId, login } of found) {
    const former = findOrganisation(before, tenantId)?.login
    if (former === undefined || former === login) continue
    const released = await env.GRANT.getByName(former).release(account, tenantId)
    if (!released.ok) log('warn', 'grant.release-failed', { account, login: former, tenantId, cause: released.error })
  }
}
