/** What a login reports to the app's one Incident object, and asks of it. Nobody waits where they needn't. */
import { now } from '../../src/contract/clock.ts'
import { incidentOf } from '../incident/binding.ts'
import { fieldsOf, log } from '../log.ts'
import type { GrantContext } from './context.ts'
import { isSampled } from './daily-schedule.ts'
import type { GrantRecord } from './record.ts'

/** A login that was held back asks again only after this long: a million logins share one object. In memory. */
const HELD_SECONDS = 1800

/** @returns a function that says whether to hold back the death of this login, which Xero says is over. True when the object doesn't answer */
export function createHoldBack({ login, env }: GrantContext): () => Promise<boolean> {
  let heldUntil = 0
  return async () => {
    if (heldUntil > now()) return true
    const isHeld = await incidentOf(env).report(login).catch(unknown(login))
    if (isHeld) heldUntil = now() + HELD_SECONDS
    return isHeld
  }
}

/** @returns whether too many logins are dying just now. True when the object doesn't answer */
export const isIncident = ({ login, env }: GrantContext): Promise<boolean> =>
  incidentOf(env)
    .standing()
    .then(({ isOpen }) => isOpen)
    .catch(unknown(login))

const unknown = (login: string) => (error: unknown) => {
  log('error', 'grant.incident-unknown', { login, ...fieldsOf(error) })
  return true
}

/** A refresh succeeded. Reported by logins whose death was reported, and by one login in a hundred; nobody waits for it. @param before the record that was refreshed */
export function reportAlive({ login, env }: GrantContext, { dead, trouble }: GrantRecord): void {
  const wasReported = dead !== undefined || trouble?.isHeld === true
  if (!wasReported && !isSampled(login)) return
  const incident = incidentOf(env)
  void Promise.all([
    wasReported ? incident.recover(login) : undefined,
    isSampled(login) ? incident.countAlive(login) : undefined,
  ]).catch((error: unknown) => log('warn', 'grant.incident-unknown', { login, ...fieldsOf(error) }))
}
