/** The end of an attempt: from Xero's callback to a connection, or to the problem that says why not. */
import { now } from '../../src/contract/clock.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { type Failure, fail, type Result, type Success, succeed } from '../../src/contract/result.ts'
import type { Adoption } from '../grant/record.ts'
import { log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { describeForLog, meaningOf } from '../xero/refusal.ts'
import { xeroOf } from '../xero/xero.ts'
import {
  ATTEMPT_LIFETIME_SECONDS,
  type Attempt,
  type AttemptProblem,
  type KeyedAttempt,
  type NextStep,
  type Outcome,
  type SavedConsent,
} from './attempts.ts'
import { listConsentConnections } from './consent-connections.ts'
import { type AccountContext, changeRecord, readRecord } from './context.ts'
import { noteConsent, takeHandover } from './handover-consent.ts'
import { type ConsentMatch, grantsAll, matchConsent } from './match-consent.ts'
import { readConnection } from './read-connection.ts'
import { type AccountRecord, connected, findOrganisation, type LoginUse, type StoredOrganisation, withUnused } from './record.ts'
import { stepOf } from './stall.ts'

/** What Xero's callback brings. */
export interface Callback {
  readonly code?: string | undefined
  /** RFC 6749 §4.1.2.1 */
  readonly error?: string | undefined
  /** Xero's words for the error, for the log only. */
  readonly description?: string | undefined
  /** The support code, in case of a problem. */
  readonly ref: string
}

/** Longer than a caller waits: by then the attempt has ended or was interrupted. */
const RESUME_SECONDS = 90
const LEAST_LIFE_SECONDS = 60

/** Makes two calls to Xero when all goes well: the token endpoint and the list of connections. Replaces nothing before everything is checked. */
export async function endAttempt(context: AccountContext, { key, attempt }: KeyedAttempt, callback: Callback): Promise<Outcome> {
  const { account, attempts, timeline, underWay } = context
  const { ref } = callback
  underWay.add(key)
  const ended = await connect(context, { key, attempt }, callback).finally(() => underWay.delete(key))
  const outcome = ended.ok ? ended.value : problemOf(ended, ref)
  const entry = ended.ok
    ? { outcome: ended.value.nothingNew === true ? 'nothing-new' : ended.value.step }
    : { outcome: 'problem', cause: ended.error }
  log(ended.ok ? 'info' : ended.error === 'our-settings' ? 'error' : 'warn', 'attempt.ended', { account, ref, ...entry })
  const where = { step: stepOf(attempt), language: attempt.locale }
  await attempts.end(key, outcome, await timeline.prepare({ type: 'attempt.ended', ref, ...entry, ...where }))
  return outcome
}

const problemOf = ({ error, retryAfterIn, whyNone }: AttemptFailure, ref: string): AttemptProblem => ({
  problem: error,
  ref,
  ...(retryAfterIn === undefined ? {} : { retryAfterIn }),
  ...(whyNone === undefined ? {} : { whyNone }),
})

/** Continues with consents that are still to be dealt with: we were interrupted, or Xero didn't answer. @returns false while any are left */
export async function resumeAttempts(context: AccountContext): Promise<boolean> {
  let all = true
  for (const kept of await context.attempts.unfinished()) {
    const ref = kept.attempt.savedConsent?.ref
    if (context.underWay.has(kept.key) || ref === undefined) continue
    const outcome = await endAttempt(context, kept, { ref })
    all &&= !('problem' in outcome) || outcome.problem !== 'xero-unavailable'
  }
  return all
}

type AttemptFailure = Failure<ProblemCode> & Pick<AttemptProblem, 'whyNone'>

async function connect(
  context: AccountContext,
  { key, attempt }: KeyedAttempt,
  callback: Callback,
): Promise<Success<NextStep> | AttemptFailure> {
  const kept =
    attempt.savedConsent === undefined
      ? await exchangeCode(context, { key, attempt }, callback)
      : await refreshConsent(context, key, attempt.savedConsent)
  if (!kept.ok) return kept
  const { consent, refreshToken, at } = kept.value

  const listed = await listConsentConnections(context, consent)
  if (!listed.ok) return listed
  // What an earlier attempt didn't finish belongs to the account too, and Xero won't report it as new again.
  if (attempt.savedConsent === undefined) await resumeAttempts(context)
  const usedElsewhere = await context.env.GRANT.getByName(consent.login).tenantsOfOthers(context.account)
  const before = await readRecord(context)
  const facts = { expected: attempt.expected, begunAt: attempt.until - ATTEMPT_LIFETIME_SECONDS }
  const match = matchConsent(before, consent, { ...listed.value, usedElsewhere }, facts, now())
  if (!match.ok) return { ...fail('no-organisation'), whyNone: match.error }
  const taken = await takeHandover(context, { key, attempt })
  if (!taken.ok) return taken
  // The person wanted to add an organisation to a working connection, and got none.
  const wantsMore = attempt.expected === undefined && (await readConnection(context, before)).connection.state === 'connected'

  await commitConsent(context, match.value, {
    attempt,
    adoption: { attempt: `${context.account}/${key}`, at, consent, refreshToken },
  })
  const step = await nextStep(context, before, match.value)
  const { missed } = match.value
  const isNothingNew = step === 'connected' && wantsMore
  const ended = { succeeded: !missed && !isNothingNew, ref: kept.value.ref }
  await noteConsent(context, { key, attempt }, match.value, consent, ended)
  if (missed) return fail('wrong-organisation')
  return succeed(isNothingNew ? { step: 'organisation', nothingNew: true } : { step })
}

/** A person confirms what is new to the account; what it had before continues as it was. */
export async function nextStep(
  context: AccountContext,
  before: AccountRecord,
  { found }: ConsentMatch,
): Promise<'organisation' | 'connected'> {
  const isNew = found.some(({ tenantId }) => findOrganisation(before, tenantId) === undefined)
  return (await readRecord(context)).active !== undefined && !isNew ? 'connected' : 'organisation'
}

/** Trades the code for a consent that grants all we need, and stores it: a code works only once. */
async function exchangeCode(
  context: AccountContext,
  { key, attempt }: KeyedAttempt,
  callback: Callback,
): Promise<Result<SavedConsent, ProblemCode>> {
  if (callback.error !== undefined) return refusedByXero(context, callback, callback.error)
  if (callback.code === undefined) return fail('bad-request')
  const exchanged = await xeroOf(context.env).exchange(callback.code, attempt.nonce)
  if (!exchanged.ok) return exchanged
  const { refreshToken } = exchanged.value.tokens
  if (refreshToken === undefined || !grantsAll(exchanged.value, readSettings(context.env).scopes)) return fail('scopes-missing')
  const kept = { consent: exchanged.value, refreshToken, at: now(), ref: callback.ref }
  await context.attempts.saveConsent(key, kept, () => context.agenda.planBy('resume', now() + RESUME_SECONDS))
  return succeed(kept)
}

/** Until a grant has the consent, only the attempt may refresh its tokens. */
export async function refreshConsent(
  context: AccountContext,
  key: string,
  kept: SavedConsent,
): Promise<Result<SavedConsent, ProblemCode>> {
  if (kept.consent.tokens.accessExpiresAt > now() + LEAST_LIFE_SECONDS) return succeed(kept)
  const { login } = kept.consent
  const refreshed = await xeroOf(context.env).refresh(kept.refreshToken, login)
  if (!refreshed.ok && refreshed.error === 'foreign') log('error', 'attempt.foreign-tokens', { account: context.account, login })
  if (!refreshed.ok && refreshed.error === 'invalid-grant') return fail('consent-expired')
  if (!refreshed.ok) return fail(refreshed.error === 'our-settings' ? 'our-settings' : 'xero-unavailable', refreshed.retryAfterIn)
  const tokens = refreshed.value
  const fresh = { ...kept, consent: { ...kept.consent, tokens }, refreshToken: tokens.refreshToken ?? kept.refreshToken, at: now() }
  await context.attempts.saveConsent(key, fresh, () => context.agenda.planBy('resume', now() + RESUME_SECONDS))
  return succeed(fresh)
}

/** Xero's words go to the log; a page says what they mean. */
function refusedByXero({ account }: AccountContext, { ref, description }: Callback, error: string): Failure<ProblemCode> {
  const meant = meaningOf(error, description)
  const fields = { account, ref, error: describeForLog(error), description: describeForLog(description) }
  log(meant === 'our-settings' ? 'error' : 'info', 'attempt.refused', fields)
  return fail(meant)
}

interface ConsentToCommit {
  readonly attempt: Attempt
  readonly adoption: Pick<Adoption, 'attempt' | 'at' | 'consent' | 'refreshToken'>
}

/** The grant comes first: an organisation is never listed before its tokens are safe. */
export async function commitConsent(
  context: AccountContext,
  { found, wrong }: ConsentMatch,
  { attempt, adoption }: ConsentToCommit,
): Promise<void> {
  const { account, env, agenda } = context
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
    return found.length > 0 ? withUnused(connected(kept, found), formerUses(record, found)) : kept
  }
  await changeRecord(context, now(), change, ({ asides, toRelease: uses }) => {
    const moments = [...asides.map(({ until }) => until), ...(uses === undefined ? [] : [now()])]
    if (moments.length > 0) agenda.planBy('release', Math.min(...moments))
  })
}

/** Another login opens these organisations from now on, so the former one is no longer needed for them. */
const formerUses = (before: AccountRecord, found: readonly StoredOrganisation[]): LoginUse[] =>
  found.flatMap(({ tenantId, login }) => {
    const former = findOrganisation(before, tenantId)?.login
    return former === undefined || former === login ? [] : [{ login: former, tenantId }]
  })
