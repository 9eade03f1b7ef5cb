/** The browser's side of who is asking: the sealed cookie, and our own Origin on whatever changes something. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { now } from '../../src/contract/clock.ts'
import type { AppEnv } from '../app-env.ts'
import { readSettings, type Settings } from '../env.ts'
import { problem } from '../problem.ts'
import { closeSession, openSession, SESSION_LIFETIME_SECONDS, type Session } from './session.ts'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']
const COOKIE = 'session'

/** `__Host-` binds the cookie to this host, path `/` and https (RFC 6265bis §4.1.3.2); plain http allows no prefix. */
const prefixOf = ({ secure }: Settings) => (secure ? ('host' as const) : undefined)

/** Puts the session into the context, where there is one. */
export const readVisit = createMiddleware<AppEnv>(async (c, next) => {
  const settings = readSettings(c.env)
  const sealed = getCookie(c, COOKIE, prefixOf(settings))
  const session = sealed === undefined || sealed === '' ? undefined : await openSession(settings.sessionSeal, sealed)
  if (session !== undefined && session.until > now()) {
    c.set('session', session)
    c.set('account', session.account)
  }
  await next()
})

/** Answers `session-lost` where there is none. Behind it `visitOf` tells whose it is. */
export const requireVisit = createMiddleware<AppEnv>(async (c, next) =>
  c.get('session') === undefined ? problem(c, 'session-lost') : next(),
)

/** @throws when the route forgot `requireVisit` */
export function visitOf(c: Context<AppEnv>): Session {
  const session = c.get('session')
  if (session === undefined) throw new Error('a route that acts for a visitor stands without requireVisit')
  return session
}

/** A form on another site cannot act for our reader: browsers send Origin with every unsafe method (RFC 6454). */
export const requireOwnOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const own = SAFE_METHODS.includes(c.req.method) || c.req.header('Origin') === readSettings(c.env).publicOrigin
  return own ? next() : problem(c, 'forbidden-origin')
})

export async function writeVisit(c: Context<AppEnv>, session: Session): Promise<void> {
  const settings = readSettings(c.env)
  const prefix = prefixOf(settings)
  setCookie(c, COOKIE, await closeSession(settings.sessionSeal, session), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: settings.secure,
    maxAge: SESSION_LIFETIME_SECONDS,
    ...(prefix === undefined ? {} : { prefix }),
  })
}
