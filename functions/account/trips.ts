/** Trips that are being ended, and claims: each once, however often its person presses, and waited for where the account is to be emptied. */
import type { Locale } from '../../src/contract/languages.ts'
import type { Result } from '../../src/contract/result.ts'
import { secondsLeft, waitAtMost, withDeadline } from '../xero/deadline.ts'
import type { Actor } from './actor.ts'
import { type Arrival, endAttempt } from './arrival.ts'
import type { Outcome } from './attempts.ts'
import { type ClaimFailure, claimByName } from './claim.ts'
import type { Place } from './place.ts'
import type { Settler } from './settle.ts'

export interface Ended {
  readonly outcome: Outcome
  readonly locale?: Locale
}

export type Claimed = Result<'organisation' | 'connected', ClaimFailure>

export interface Trips {
  /** @param state as the callback brought it */
  arrive(session: string, state: string, arrival: Arrival): Promise<Ended>
  claim(session: string, typed: string, actor: Actor): Promise<Claimed>
  /** Waits for what is under way. @returns false when the caller cannot wait that long */
  seeThrough(): Promise<boolean>
}

/** @param learnDetails asks Xero for what the list of connections does not say, out of the person's way */
export function createTrips(place: Place, settler: Settler, learnDetails: (anew: boolean) => void): Trips {
  const arriving = new Map<string, Promise<Ended>>()
  const claiming = new Map<string, Promise<Claimed>>()

  async function end(session: string, state: string, arrival: Arrival): Promise<Ended> {
    const kept = await place.attempts.read(state, session)
    if (kept === undefined) return { outcome: { problem: 'attempt-unknown', ref: arrival.ref } }
    const { locale, outcome: before } = kept.attempt
    if (before !== undefined) return { outcome: before, locale }
    const outcome = await withDeadline(() => endAttempt(place, kept, arrival))
    await settler.settle()
    learnDetails('step' in outcome)
    return { outcome, locale }
  }

  async function claim(session: string, typed: string, actor: Actor): Promise<Claimed> {
    const claimed = await withDeadline(() => claimByName(place, session, typed, actor))
    if (!claimed.ok) return claimed
    await settler.settle()
    learnDetails(true)
    return claimed
  }

  return {
    arrive: (session, state, arrival) => once(arriving, `${session} ${state}`, () => end(session, state, arrival)),
    claim: (session, typed, actor) => once(claiming, session, () => claim(session, typed, actor)),

    async seeThrough() {
      const underWay = Promise.allSettled([...arriving.values(), ...claiming.values()]).then(() => undefined)
      await waitAtMost(secondsLeft(), underWay)
      return arriving.size === 0 && claiming.size === 0
    },
  }
}

/** Whoever comes while it is under way joins it. */
function once<T>(underWay: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const begun = underWay.get(key) ?? work().finally(() => underWay.delete(key))
  underWay.set(key, begun)
  return begun
}
