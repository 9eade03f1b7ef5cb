/** What stands in the way of an announced billing run, and who can mend it. Pure. */
import type { Connection, ReconnectReason, Risk } from '../../src/contract/wire.ts'
import type { CheckFailure } from './check-at-xero.ts'

/** A run that Xero has just been looked at for. */
export interface AnnouncedRun {
  /** Unix seconds */
  readonly runAt: number
  /** Why the look brought no answer. */
  readonly unanswered?: CheckFailure
}

/** The login's own person can consent again, unless that login has lost its access. */
const WHO_MENDS: Readonly<Record<ReconnectReason, Risk['ask']['who']>> = {
  expired: 'authoriser',
  revoked: 'authoriser',
  'scopes-changed': 'authoriser',
  'disconnected-in-xero': 'authoriser',
  'organisation-unavailable': 'authoriser',
  'access-removed': 'another-user',
}

/** @returns undefined when nothing stands in the way */
export function riskOf(
  { state, reason, authorisedBy, readiness }: Connection,
  { runAt, unanswered }: AnnouncedRun,
): Risk | undefined {
  const ask = (who: Risk['ask']['who']) => ({ who, ...(who === 'authoriser' && authorisedBy !== undefined ? authorisedBy : {}) })
  if (state === 'not-connected') return { runAt, cause: 'not-connected', ask: ask('account') }
  if (state === 'choose-organisation') return { runAt, cause: 'organisation-not-chosen', ask: ask('account') }
  if (reason !== undefined) return { runAt, cause: reason, ask: ask(WHO_MENDS[reason]) }
  if (unanswered !== undefined) return { runAt, cause: unanswered, ask: ask(unanswered === 'our-settings' ? 'operator' : 'nobody') }
  const blocking = readiness?.findings.find(({ blocks }) => blocks)
  return blocking === undefined ? undefined : { runAt, cause: blocking.code, ask: ask('account') }
}
