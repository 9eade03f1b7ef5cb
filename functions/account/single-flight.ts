/** Callbacks and claims run once each, however often a person presses: a second call joins the first. */
import type { Locale } from '../../src/contract/languages.ts'
import type { Result } from '../../src/contract/result.ts'
import { secondsLeft, waitAtMost, withDeadline } from '../xero/deadline.ts'
import type { Actor } from './actor.ts'
import type { Outcome } from './attempts.ts'
import { type ClaimFailure, claimByName } from './claim-by-name.ts'
import type { AccountContext } from './context.ts'
import { type Callback, endAttempt } from './end-attempt.ts'
import type { Reconciler } from './reconcile.ts'

export interface AttemptEnd {
  readonly outcome: Outcome
  readonly locale?: Locale
}

export type Claimed = Result<'organisation' | 'connected', ClaimFailure>

export interface AttemptFlights {
  /** @param state as the callback brought it */
  endAttempt(session: string, state: string, callback: Callback): Promise<AttemptEnd>
  claim(session: string, typed: string, actor: Actor): Promise<Claimed>
  /** Waits for what is under way. @returns false when that takes longer than the caller can wait */
  waitForAll(): Promise<boolean>
}

/** @param updateDetails reads what the list of connections doesn't say, while the person goes on */
export function createAttemptFlights(
  context: AccountContext,
  reconciler: Reconciler,
  updateDetails: (options: { readonly afterConsent: boolean }) => void,
): AttemptFlights {
  const ending = new Map<string, Promise<AttemptEnd>>()
  const claiming = new Map<string, Promise<Claimed>>()

  async function end(session: string, state: string, callback: Callback): Promise<AttemptEnd> {
    const kept = await context.attempts.read(state, session)
    if (kept === undefined) return { outcome: { problem: 'attempt-unknown', ref: callback.ref } }
    const { locale, outcome: before } = kept.attempt
    if (before !== undefined) return { outcome: before, locale }
    const outcome = await withDeadline(() => endAttempt(context, kept, callback))
    await reconciler.reconcile()
    updateDetails({ afterConsent: 'step' in outcome })
    return { outcome, locale }
  }

  async function claim(session: string, typed: string, actor: Actor): Promise<Claimed> {
    const claimed = await withDeadline(() => claimByName(context, session, typed, actor))
    if (!claimed.ok) return claimed
    await reconciler.reconcile()
    updateDetails({ afterConsent: true })
    return claimed
  }

  return {
    endAttempt: (session, state, callback) => joinFlight(ending, `${session} ${state}`, () => end(session, state, callback)),
    claim: (session, typed, actor) => joinFlight(claiming, session, () => claim(session, typed, actor)),

    async waitForAll() {
      const underWay = Promise.allSettled([...ending.values(), ...claiming.values()]).then(() => undefined)
      await waitAtMost(secondsLeft(), underWay)
      return ending.size === 0 && claiming.size === 0
    },
  }
}

function joinFlight<T>(underWay: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const begun = underWay.get(key) ?? work().finally(() => underWay.delete(key))
  underWay.set(key, begun)
  return begun
}
