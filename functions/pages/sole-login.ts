/** Whose login an account's connection hangs on. Pure. */
import type { Connection } from '../../src/contract/wire.ts'

export interface SoleLogin {
  readonly person: string
  readonly organisation: string
  /** The person can no longer open the organisation in Xero: someone else has to take over. */
  readonly hasLeft: boolean
}

/**
 * An account uses each organisation by one login, so the person who authorised the active one is the only one who keeps it going, as far as
 * is known.
 *
 * @returns undefined where nothing hangs on anybody: no organisation is active, or the connection ended for another reason
 */
export function soleLoginOf({ state, reason, organisation, authorisedBy }: Connection): SoleLogin | undefined {
  const hasLeft = state === 'reconnect-required' && reason === 'access-removed'
  if (organisation === undefined || authorisedBy === undefined || (state !== 'connected' && !hasLeft)) return undefined
  return { person: authorisedBy.name, organisation: organisation.name, hasLeft }
}
