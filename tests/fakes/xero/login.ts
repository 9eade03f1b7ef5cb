import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { createHex, createSecret, fingerprintOf } from './ids.ts'
import { isLocked } from './lock.ts'
import type { AuthorizationRequest, BrowserSession, Person, World } from './world.ts'

const SESSION_SECONDS = 12 * 3600

export interface LoggedIn {
  /** The cookie's value; only its fingerprint is kept. */
  readonly cookie: string
  readonly session: BrowserSession
}

/**
 * Any password will do, but not none. A person with two-step authentication is logged in only after
 * `enterCode`; one who is asked to set it up, after doing so or putting it off.
 */
export function logIn(
  world: World,
  email: string,
  password: string,
  consentId?: string,
): Result<LoggedIn, 'login-unknown' | 'password-missing' | 'locked'> {
  const person = world.people.find((candidate) => candidate.email.toLowerCase() === email.trim().toLowerCase())
  if (person === undefined) return fail('login-unknown')
  if (password === '') return fail('password-missing')
  if (isLocked(world, person)) return fail('locked')
  const cookie = createSecret()
  const authAt = nowOf(world)
  const session: BrowserSession = {
    fingerprint: fingerprintOf(cookie),
    sid: createHex(),
    person: person.id,
    stage: person.totpKey !== undefined ? 'code-wanted' : person.isAskedToSetUp ? 'set-up-offered' : 'complete',
    authAt,
    twoStep: {
      ...(consentId === undefined ? {} : { consentId }),
      ...(person.device === 'xero-verify' ? { push: 'waiting' } : {}),
    },
  }
  world.sessions = [...world.sessions.filter((other) => isLive(world, other)), session]
  return succeed({ cookie, session })
}

export function readSession(world: World, cookie: string | undefined): BrowserSession | undefined {
  if (cookie === undefined) return undefined
  const fingerprint = fingerprintOf(cookie)
  return world.sessions.find((session) => session.fingerprint === fingerprint && isLive(world, session))
}

/** Who is logged in for a visit, as far as the consent page goes. */
export const readSessionOf = (world: World, visit: AuthorizationRequest): BrowserSession | undefined =>
  world.sessions.find((session) => session.sid === visit.session && session.stage === 'complete' && isLive(world, session))

export function logOut(world: World, session: BrowserSession): void {
  world.sessions = world.sessions.filter((other) => other !== session)
}

export function personOf(world: World, owner: { readonly person: string }): Person {
  const person = world.people.find((candidate) => candidate.id === owner.person)
  if (person === undefined) throw new RangeError(`no person "${owner.person}" in this world`)
  return person
}

export const nameOf = (person: Person): string => `${person.givenName} ${person.familyName}`

const isLive = (world: World, session: BrowserSession): boolean => session.authAt + SESSION_SECONDS > nowOf(world)
