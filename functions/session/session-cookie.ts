/** Which browser is asking: the sealed cookie, and the account's answer whether the session still lasts. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { readSettings, type Settings } from '../settings.ts'
import type { AppEnv } from './context.ts'
import {
  allOf,
  COOKIE_LIFETIME_SECONDS,
  closeHeld,
  type HeldSessions,
  NO_SESSIONS,
  openHeld,
  type Session,
  type SessionKey,
} from './session.ts'

const COOKIE = 'session'
/** Tells the page's scripts whose progress to show. It is a mark, not a name, and the Worker never reads it. */
const ACCOUNT_COOKIE = 'guide-account'
const ACCOUNT_MARK_LENGTH = 16

/** `__Host-` binds the cookie to this host, path `/` and https (RFC 6265bis §4.1.3.2); plain http allows no prefix. */
export const prefixOf = ({ secure }: Settings) => (secure ? { prefix: 'host' as const } : {})

export const attributesOf = ({ secure }: Settings) =>
  ({ path: '/', sameSite: 'Lax', secure, maxAge: COOKIE_LIFETIME_SECONDS }) as const

/** Puts the browser's sessions into the context, and the current one's details while it lasts. */
export const loadSession = createMiddleware<AppEnv>(async (c, next) => {
  const settings = readSettings(c.env)
  const sealed = getCookie(c, COOKIE, settings.secure ? 'host' : undefined)
  const held = sealed === undefined || sealed === '' ? undefined : await openHeld(settings.sessionSeal, sealed)
  c.set('held', held ?? NO_SESSIONS)
  const session = held?.current === undefined ? undefined : await readSession(c, held.current)
  if (session !== undefined) {
    c.set('session', session)
    c.set('account', session.account)
    if (session.locale !== undefined) c.set('namedLocale', session.locale)
  }
  await next()
})

/** @returns undefined when the session has ended, and for a helper's: that one opens nothing but what helper-cookie.ts gives out */
export async function readSession(c: Context<AppEnv>, { account, id }: SessionKey): Promise<Session | undefined> {
  const details = await c.env.ACCOUNT.getByName(account).readSession(id)
  return details === undefined || details.handover !== undefined ? undefined : { ...details, account, id }
}

/** @throws when the route forgot `loadSession` */
export function heldSessions(c: Context<AppEnv>): HeldSessions {
  const held = c.get('held')
  if (held === undefined) throw new Error('a route that asks for the sessions of a browser needs loadSession')
  return held
}

/** @throws when the route forgot `requireSession` */
export function sessionOf(c: Context<AppEnv>): Session {
  const session = c.get('session')
  if (session === undefined) throw new Error('a route that acts for a visitor needs requireSession')
  return session
}

/** Writes both cookies, so that the page's scripts always remember for the current account. */
export async function writeSessions(c: Context<AppEnv>, held: HeldSessions): Promise<void> {
  const settings = readSettings(c.env)
  const attributes = attributesOf(settings)
  const { current } = held
  if (current === undefined) deleteCookie(c, ACCOUNT_COOKIE, attributes)
  else setCookie(c, ACCOUNT_COOKIE, settings.marks.of('account', current.account).slice(0, ACCOUNT_MARK_LENGTH), attributes)
  const own = { ...attributes, ...prefixOf(settings), httpOnly: true }
  if (allOf(held).length === 0) deleteCookie(c, COOKIE, own)
  else setCookie(c, COOKIE, await closeHeld(settings.sessionSeal, held), own)
}
