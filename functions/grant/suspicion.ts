/** What this login and the app's count of dying logins tell each other. Neither waits for the other where it need not. */
import { now } from '../../src/contract/clock.ts'
import { incidentOf } from '../incident/binding.ts'
import { fieldsOf, log } from '../log.ts'
import type { GrantPlace } from './place.ts'
import type { GrantRecord } from './record.ts'
import { isSampled } from './schedule.ts'

/** A login that is held back does not ask again so soon: a million of them meet one object. In memory alone. */
const HELD_SECONDS = 1800

/** @returns a call that tells whether this login, of which Xero says that it is over, is not to be declared dead now. So it is when nobody can tell */
export function createSuspicion({ login, env }: GrantPlace): () => Promise<boolean> {
  let heldUntil = 0
  return async () => {
    if (heldUntil > now()) return true
    const isHeld = await incidentOf(env).report(login).catch(unknown(login))
    if (isHeld) heldUntil = now() + HELD_SECONDS
    return isHeld
  }
}

/** @returns whether too many logins are dying just now. So it is when nobody can tell */
export const isIncident = ({ login, env }: GrantPlace): Promise<boolean> =>
  incidentOf(env)
    .standing()
    .then(({ isOpen }) => isOpen)
    .catch(unknown(login))

const unknown = (login: string) => (error: unknown) => {
  log('error', 'grant.incident-unknown', { login, ...fieldsOf(error) })
  return true
}

/** A refresh went well. Told where the login was reported before, and by one login in a hundred; nobody waits for it. @param before the record that was refreshed */
export function noteAlive({ login, env }: GrantPlace, { dead, trouble }: GrantRecord): void {
  const wasReported = dead !== undefined || trouble?.isHeld === true
  if (!wasReported && !isSampled(login)) return
  const incident = incidentOf(env)
  void Promise.all([wasReported ? incident.recover(login) : undefined, isSampled(login) ? incident.see(login) : undefined]).catch(
    (error: unknown) => log('warn', 'grant.incident-unknown', { login, ...fieldsOf(error) }),
  )
}
