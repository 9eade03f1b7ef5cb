/** The end of an attempt: from Xero's callback to a connection, or to the problem that says why not. */
import { now } from '../../src/contract/clock.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import type { Adoption } from '../grant/record.ts'
import { log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { describeForLog, meaningOf } from '../xero/refusal.ts'
import { xeroOf } from '../xero/xero.ts'
import { ATTEMPT_LIFETIME_SECONDS, type Attempt, type Kept, type KeptConsent, type NextStep, type Outcome } from './attempts.ts'
import { listConnections } from './listing.ts'
import { view } from './news.ts'
import { changeRecord, type Place, readRecord } from './place.ts'
import { grantsAll, type Proof, prove } from './proof.ts'
import { type AccountRecord, connected, findOrganisation, leaving, type StoredOrganisation, type Use } from './record.ts'

/** What Xero's callback brings. */
export interface Arrival {
  readonly code?: string | undefined
  /** RFC 6749 §4.1.2.1 */
  readonly error?: string | undefined
  /** Xero's own words for the error: for the log alone. */
  readonly description?: string | undefined
  /** The support code, should it come to a problem. */
  readonly ref: string
}

/** Longer than a caller of ours waits: by then the attempt has come to something, or was cut short. */
const RESUME_SECONDS = 90
const LEAST_LIFE_SECONDS = 60

/** Two calls to Xero when all goes well: the token endpoint and the list of connections. Nothing is replaced before all is checked. */
export async function endAttempt(place: Place, { key, attempt }: Kept, arrival: Arrival): Promise<Outcome> {
  const { account, attempts, timeline, underWay } = place
  const { ref } = arrival
  underWay.add(key)
  const ended = await connect(place, { key, attempt }, arrival).finally(() => underWay.delete(key))
  const outcome: Outcome = ended.ok
    ? ended.value
    : { problem: ended.error, ref, ...(ended.retryAfterIn === undefined ? {} : { retryAfterIn: ended.retryAfterIn }) }
  const entry = ended.ok
    ? { outcome: ended.value.nothingNew === true ? 'nothing-new' : ended.value.step }
    : { outcome: 'problem', cause: ended.error }
  log(ended.ok ? 'info' : ended.error === 'our-settings' ? 'error' : 'warn', 'attempt.ended', { account, ref, ...entry })
  await attempts.end(key, outcome, await timeline.prepare({ type: 'attempt.ended', ref, ...entry }))
  return outcome
}

/** Carries on with consents that came to nothing because we were cut short, or Xero did not answer. @returns false while that is so */
export async function resumeAttempts(place: Place): Promise<boolean> {
  let all = true
  for (const kept of await place.attempts.unfinished()) {
    const ref = kept.attempt.kept?.ref
    if (place.underWay.has(kept.key) || ref === undefined) continue
    const outcome = await endAttempt(place, kept, { ref })
    all &&= !('problem' in outcome) || outcome.problem !== 'xero-unavailable'
  }
  return all
}

async function connect(place: Place, { key, attempt }: Kept, arrival: Arrival): Promise<Result<NextStep, ProblemCode>> {
  const kept = attempt.kept === undefined ? await obtain(place, { key, attempt }, arrival) : await freshen(place, key, attempt.kept)
  if (!kept.ok) return kept
  const { consent, refreshToken, at } = kept.value

  const listed = await listConnections(place, consent)
  if (!listed.ok) return listed
  // What an earlier trip of the same person could not finish belongs to the account, and Xero will not call it new again.
  if (attempt.kept === undefined) await resumeAttempts(place)
  const usedElsewhere = await place.env.GRANT.getByName(consent.login).tenantsOfOthers(place.account)
  const before = await readRecord(place)
  const trip = { expected: attempt.expected, begunAt: attempt.until - ATTEMPT_LIFETIME_SECONDS }
  const proof = prove(before, consent, { ...listed.value, usedElsewhere }, trip, now())
  if (!proof.ok) return proof
  // Whoever wanted to add an organisation to a connection that works has not got what they came for.
  const wantsMore = attempt.expected === undefined && (await view(place, before)).connection.state === 'connected'

  await commit(place, proof.value, { attempt, adoption: { attempt: `${place.account}/${key}`, at, consent, refreshToken } })
  if (proof.value.missed) return fail('wrong-organisation')
  const step = await nextStep(place, before, proof.value)
  return succeed(step === 'connected' && wantsMore ? { step: 'organisation', nothingNew: true } : { step })
}

/** What is new to the account is confirmed by a press; what it had before carries on as it was. */
export async function nextStep(place: Place, before: AccountRecord, { found }: Proof): Promise<'organisation' | 'connected'> {
  const isNew = found.some(({ tenantId }) => findOrganisation(before, tenantId) === undefined)
  return (await readRecord(place)).active !== undefined && !isNew ? 'connected' : 'organisation'
}

/** Trades the code for a consent that grants all we need, and keeps it: Xero takes a code only once. */
async function obtain(place: Place, { key, attempt }: Kept, arrival: Arrival): Promise<Result<KeptConsent, ProblemCode>> {
  if (arrival.error !== undefined) return refused(place, arrival, arrival.error)
  if (arrival.code === undefined) return fail('bad-request')
  const exchanged = await xeroOf(place.env).exchange(arrival.code, attempt.nonce)
  if (!exchanged.ok) return exchanged
  const { refreshToken } = exchanged.value.tokens
  if (refreshToken === undefined || !grantsAll(exchanged.value, readSettings(place.env).scopes)) return fail('scopes-missing')
  const kept = { consent: exchanged.value, refreshToken, at: now(), ref: arrival.ref }
  await place.attempts.keep(key, kept, () => place.agenda.want('resume', now() + RESUME_SECONDS))
  return succeed(kept)
}

/** Until a grant has taken a consent over, its tokens are the attempt's alone to refresh. */
export async function freshen(place: Place, key: string, kept: KeptConsent): Promise<Result<KeptConsent, ProblemCode>> {
  if (kept.consent.tokens.accessExpiresAt > now() + LEAST_LIFE_SECONDS) return succeed(kept)
  const { login } = kept.consent
  const refreshed = await xeroOf(place.env).refresh(kept.refreshToken, login)
  if (!refreshed.ok && refreshed.error === 'foreign') log('error', 'attempt.foreign-tokens', { account: place.account, login })
  if (!refreshed.ok && refreshed.error === 'invalid-grant') return fail('consent-expired')
  if (!refreshed.ok) return fail(refreshed.error === 'our-settings' ? 'our-settings' : 'xero-unavailable', refreshed.retryAfterIn)
  const tokens = refreshed.value
  const anew = { ...kept, consent: { ...kept.consent, tokens }, refreshToken: tokens.refreshToken ?? kept.refreshToken, at: now() }
  await place.attempts.keep(key, anew, () => place.agenda.want('resume', now() + RESUME_SECONDS))
  return succeed(anew)
}

/** Xero's words go to the operator alone: a page says what they mean. */
function refused({ account }: Place, { ref, description }: Arrival, error: string): Failure<ProblemCode> {
  const meant = meaningOf(error, description)
  const fields = { account, ref, error: describeForLog(error), description: describeForLog(description) }
  log(meant === 'our-settings' ? 'error' : 'info', 'attempt.refused', fields)
  return fail(meant)
}

interface Proven {
  readonly attempt: Attempt
  readonly adoption: Pick<Adoption, 'attempt' | 'at' | 'consent' | 'refreshToken'>
}

/** The grant first: an organisation is never listed whose tokens are not safe. */
export async function commit(place: Place, { found, wrong }: Proof, { attempt, adoption }: Proven): Promise<void> {
  const { account, env, agenda } = place
  const connections = [...found, ...wrong].filter(({ login }) => login === adoption.consent.login)
  await env.GRANT.getByName(adoption.consent.login).adopt({
    ...adoption,
    account,
    connections: connections.map(({ tenantId, connectionId }) => ({ tenantId, connectionId })),
  })
  const change = (record: AccountRecord) => {
    const { expected: expectedTenantId = '', until } = attempt
    const asides = wrong.map((organisation) => ({ organisation, expectedTenantId, until }))
    const others = record.asides.filter(({ organisation }) => !wrong.some(({ tenantId }) => tenantId === organisation.tenantId))
    const kept = { ...record, asides: [...others, ...asides] }
    return found.length > 0 ? leaving(connected(kept, found), formerUses(record, found)) : kept
  }
  await changeRecord(place, now(), change, ({ asides, leaving: uses }) => {
    const moments = [...asides.map(({ until }) => until), ...(uses === undefined ? [] : [now()])]
    if (moments.length > 0) agenda.want('leave', Math.min(...moments))
  })
}

/** Another login opens these organisations from now on; what the former one did for this account is over. */
const formerUses = (before: AccountRecord, found: readonly StoredOrganisation[]): Use[] =>
  found.flatMap(({ tenantId, login }) => {
    const former = findOrganisation(before, tenantId)?.login
    return former === undefined || former === login ? [] : [{ login: former, tenantId }]
  })
