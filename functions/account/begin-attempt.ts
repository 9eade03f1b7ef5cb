/** The beginning of an attempt: where the person's browser goes at Xero. */
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { waitAtMost } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { type Actor, signed } from './actor.ts'
import { ATTEMPT_LIFETIME_SECONDS } from './attempts.ts'
import { type AccountContext, readRecord } from './context.ts'
import { findOrganisation } from './record.ts'

const PREPARATION_WAIT_SECONDS = 2
/** Whoever is back from Xero at the last moment still has to press which organisation is to be used. */
const CONFIRMING_SECONDS = 600

/** Who sets off, and for what. */
export interface AttemptStart {
  /** The session. */
  readonly session: string
  readonly actor: Actor
  /** In which the person goes on when they are back. */
  readonly locale: Locale
  /** Tenant id of the organisation that a reconnecting person means. */
  readonly expected?: string | undefined
}

/** @returns the address at Xero; `not-found` when the account has no such organisation */
export async function beginAttempt(context: AccountContext, start: AttemptStart): Promise<Result<string, 'not-found'>> {
  const { session, actor, locale, expected } = start
  const { account, env, attempts, sessions, timeline, agenda } = context
  const meant = findOrganisation(await readRecord(context), expected)
  if (expected !== undefined && meant === undefined) return fail('not-found')
  const xero = xeroOf(env)
  // While Xero is slow the person still sets off: the callback asks again.
  await waitAtMost(
    PREPARATION_WAIT_SECONDS,
    xero.prepare().catch(() => undefined),
  )
  const named = meant === undefined ? {} : { tenantId: meant.tenantId, organisation: meant.name }
  const noted = await timeline.prepare({ type: 'attempt.begun', ...signed(actor), ...named })
  const { state, nonce } = await attempts.begin(session, locale, expected, ({ until }) => {
    agenda.want('prune', until)
    noted()
  })
  await sessions.keepUntil(session, now() + ATTEMPT_LIFETIME_SECONDS + CONFIRMING_SECONDS)
  log('info', 'attempt.begun', { account, ref: actor.ref, reconnecting: expected !== undefined })
  return succeed(xero.authorizeUrl(state, nonce))
}
