/** Who did something to an account: for the timeline and the log. */
import type { TimelineActor } from '../../src/contract/wire.ts'

export interface Actor extends TimelineActor {
  /** The support code of the request. */
  readonly ref: string
}

/** The part of a timeline entry that says who acted. */
export function actorFields({ ref, key, person, address }: Actor): { readonly ref: string; readonly by?: TimelineActor } {
  const by = {
    ...(key === undefined ? {} : { key }),
    ...(person === undefined ? {} : { person }),
    ...(address === undefined ? {} : { address }),
  }
  return { ref, ...(Object.keys(by).length === 0 ? {} : { by }) }
}
