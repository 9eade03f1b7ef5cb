import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { nowOf } from './clock.ts'
import { createSecret, fingerprintOf } from './ids.ts'
import type { AppEnv } from './traffic.ts'
import type { BrowserSession, World } from './world.ts'
import type { Xero } from './xero.ts'

const COOKIE = 'local_xero_device'
const DAY_SECONDS = 86_400

/** For 24 hours for whoever can open an Australian organisation, otherwise for 30 days. */
export function trustDevice(c: Context<AppEnv>, xero: Xero, session: BrowserSession): void {
  const { world } = xero
  const secret = createSecret()
  const days = opensAustralian(world, session.person) ? 1 : 30
  const until = nowOf(world) + days * DAY_SECONDS
  world.trustedDevices = [
    ...world.trustedDevices.filter((device) => device.until > nowOf(world)),
    { fingerprint: fingerprintOf(secret), person: session.person, until },
  ]
  setCookie(c, COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'Lax' })
}

/** A trusted device needs no second check at a login. */
export function spareTrusted(c: Context<AppEnv>, xero: Xero, session: BrowserSession): void {
  const fingerprint = fingerprintOf(getCookie(c, COOKIE) ?? '')
  const { world } = xero
  const isTrusted = world.trustedDevices.some(
    (device) => device.fingerprint === fingerprint && device.person === session.person && device.until > nowOf(world),
  )
  if (session.stage === 'code-wanted' && isTrusted) session.stage = 'complete'
}

const opensAustralian = (world: World, person: string): boolean =>
  world.memberships.some(
    (membership) =>
      membership.person === person && world.organisations.find(({ id }) => id === membership.organisation)?.countryCode === 'AU',
  )
