/**
 * Claims a company by its name. This is the way out when Xero reports nothing new, because the company was connected before: in an
 * attempt whose answer was lost, or by the same login for another account. The name is compared here and no list is ever shown, so that
 * nobody sees the names of a bookkeeper's other customers.
 */
import { now } from '../../src/contract/clock.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import type { XeroConnection } from '../xero/api.ts'
import { isPastDeadline } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { type Actor, actorFields } from './actor.ts'
import type { Claimable, Outcome } from './attempts.ts'
import { findByName, isShortCode, readShortCode } from './company-name.ts'
import { listConsentConnections } from './consent-connections.ts'
import { type AccountContext, readRecord } from './context.ts'
import { commitConsent, nextStep, refreshConsent } from './end-attempt.ts'
import { noteConsent, takeHandover } from './handover-consent.ts'
import { matchClaim } from './match-consent.ts'

/** How many organisations are asked for their short code, which the list of connections leaves out. */
const MOST_LOOKUPS = 60
/** Xero takes five calls at a time. */
const LOOKUPS_AT_ONCE = 5

/** `unmatched`: this login has no such company. `several`: more than one fits the name. `spent`: tried too often after this consent. */
export type ClaimFailure = ProblemCode | 'unmatched' | 'several' | 'spent'

/**
 * @param session only its latest attempt counts
 * @param typed as the person wrote it; it is neither kept nor logged
 * @returns where the person is sent to; `attempt-unknown` when this session has no attempt to claim for
 */
export async function claimByName(
  context: AccountContext,
  session: string,
  typed: string,
  actor: Actor,
): Promise<Result<'organisation' | 'connected', ClaimFailure>> {
  const attempt = await context.attempts.readClaimable(session)
  // A helper was asked for one organisation: another one is not theirs to claim.
  if (attempt === undefined || isBound(attempt)) return fail('attempt-unknown')
  if (!(await context.attempts.countClaim(attempt.key))) return fail('spent')
  const claimed = await claim(context, attempt, typed, actor)
  const { account, attempts, timeline } = context
  log('info', 'claim.ended', { account, ref: actor.ref, outcome: claimed.ok ? claimed.value.step : claimed.error })
  if (!claimed.ok) {
    ;(await timeline.prepare({ type: 'claim.failed', ...actorFields(actor), cause: claimed.error }))()
    return claimed
  }
  const { step, row } = claimed.value
  const noted = await timeline.prepare({
    type: 'organisation.claimed',
    ...actorFields(actor),
    tenantId: row.tenantId,
    organisation: row.name,
  })
  await attempts.end(attempt.key, { step } satisfies Outcome, noted)
  return succeed(step)
}

/** Whether a helper was asked to reconnect one organisation. */
const isBound = ({ attempt: { handover, expected } }: Claimable): boolean => handover !== undefined && expected !== undefined

interface ClaimedRow {
  readonly step: 'organisation' | 'connected'
  readonly row: XeroConnection
}

async function claim(
  context: AccountContext,
  { key, attempt, savedConsent: kept }: Claimable,
  typed: string,
  { ref }: Actor,
): Promise<Result<ClaimedRow, ClaimFailure>> {
  const fresh = await refreshConsent(context, key, kept)
  if (!fresh.ok) return fresh
  const { consent, refreshToken, at } = fresh.value
  const listed = await listConsentConnections(context, consent)
  if (!listed.ok) return listed
  const { rows } = listed.value
  const row = await findMeant(context, consent.tokens.accessToken, rows, typed)
  if (!row.ok) return row
  const taken = await takeHandover(context, { key, attempt })
  if (!taken.ok) return taken
  const before = await readRecord(context)
  const match = matchClaim(before, consent, rows, row.value, now())
  await commitConsent(context, match, { attempt, adoption: { attempt: `${context.account}/${key}`, at, consent, refreshToken } })
  await noteConsent(context, { key, attempt }, match, consent, { succeeded: true, ref })
  return succeed({ step: await nextStep(context, before, match), row: row.value })
}

async function findMeant(
  context: AccountContext,
  accessToken: string,
  rows: readonly XeroConnection[],
  typed: string,
): Promise<Result<XeroConnection, ClaimFailure>> {
  const shortCode = readShortCode(typed)
  if (shortCode !== undefined) return findByShortCode(context, accessToken, rows, shortCode)
  const found = findByName(rows, typed)
  if (found === 'none') return fail('unmatched')
  return found === 'several' ? fail('several') : succeed(found)
}

async function findByShortCode(
  context: AccountContext,
  accessToken: string,
  rows: readonly XeroConnection[],
  shortCode: string,
): Promise<Result<XeroConnection, ClaimFailure>> {
  const xero = xeroOf(context.env)
  const asked = rows.slice(0, MOST_LOOKUPS)
  for (let at = 0; at < asked.length; at += LOOKUPS_AT_ONCE) {
    if (isPastDeadline()) return fail('xero-unavailable')
    const some = asked.slice(at, at + LOOKUPS_AT_ONCE)
    const read = await Promise.all(some.map(({ tenantId }) => xero.organisation(accessToken, tenantId)))
    const row = some.find((_, index) => read[index]?.ok === true && isShortCode(shortCode, read[index].value.details.shortCode))
    if (row !== undefined) return succeed(row)
    if (read.some((answer) => !answer.ok && answer.error === 'unavailable')) return fail('xero-unavailable')
  }
  return fail('unmatched')
}
