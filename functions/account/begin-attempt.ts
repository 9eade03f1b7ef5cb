/** Begins an attempt: makes the address at Xero that the person's browser goes to. */
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { waitAtMost } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { type Actor, actorFields } from './actor.ts'
import { ATTEMPT_LIFETIME_SECONDS } from './attempts.ts'
import { type AccountContext, readRecord } from './context.ts'
import { expectProgress } from './look-for-stall.ts'
import { findOrganisation } from './record.ts'

const PREPARATION_WAIT_SECONDS = 2
/** A person who is back from Xero at the last moment still has to confirm the organisation. */
const CONFIRMING_SECONDS = 600

/** Who begins, and what for. */
export interface AttemptStart {
  /** The session's id. */
  readonly session: string
  readonly actor: Actor
  /** The language that the person comes back to. */
  readonly locale: Locale
  /** Tenant id of the organisation that is to be reconnected. */
  readonly expected?: string | undefined
  /** The hand-over that a helper came by. */
  readonly handover?: string | undefined
}

/** @returns the address at Xero; `not-found` when the account has no such organisation */
export async function beginAttempt(context: AccountContext, start: AttemptStart): Promise<Result<string, 'not-found'>> {
  const { session, actor, locale, expected, handover } = start
  const { account, env, attempts, sessions, timeline, agenda } = context
  const meant = findOrganisation(await readRecord(context), expected)
  if (expected !== undefined && meant === undefined) return fail('not-found')
  const xero = xeroOf(env)
  // If Xero is slow the person goes anyway; the callback asks again.
  await waitAtMost(
    PREPARATION_WAIT_SECONDS,
    xero.prepare().catch(() => undefined),
  )
  const named = meant === undefined ? {} : { tenantId: meant.tenantId, organisation: meant.name }
  const noted = await timeline.prepare({ type: 'attempt.begun', ...actorFields(actor), ...named })
  const { state, nonce } = await attempts.begin({ session, locale, expected, handover }, ({ until }) => {
    agenda.planBy('prune', until)
    if (handover === undefined) expectProgress(context)
    noted()
  })
  await sessions.keepUntil(session, now() + ATTEMPT_LIFETIME_SECONDS + CONFIRMING_SECONDS)
  log('info', 'attempt.begun', { account, ref: actor.ref, reconnecting: expected !== undefined })
  return succeed(xero.authorizeUrl(state, nonce))
}
