/** Who from miStable is asking: only the token that Cloudflare Access has signed is believed, and no other header. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { JOSEError } from 'jose/errors'
import type { DeskPerson } from '../../src/contract/desk.ts'
import type { HttpEnv } from '../http/context.ts'
import { isNavigation, problem } from '../http/problem.ts'
import { log } from '../log.ts'
import { type AccessSettings, readAccess } from './access-settings.ts'

const HEADER = 'Cf-Access-Jwt-Assertion'
/** Codes of jose for which the token isn't to blame: Access didn't give its keys. */
const NO_KEYS = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']

/** By issuer. jose fetches the keys again when a token names one that it doesn't know. */
const keySets = new Map<string, JWTVerifyGetKey>()

function keysOf(issuer: string): JWTVerifyGetKey {
  const keys = keySets.get(issuer) ?? createRemoteJWKSet(new URL('/cdn-cgi/access/certs', issuer))
  keySets.set(issuer, keys)
  return keys
}

/**
 * @returns undefined for a token that isn't Access's for this desk, has expired, or is a machine's, which has no address
 * @throws where Access doesn't give its keys: to log in again wouldn't help
 */
async function emailOf(c: Context<HttpEnv>, { issuer, audience }: AccessSettings): Promise<string | undefined> {
  const token = c.req.header(HEADER) ?? getCookie(c, 'CF_Authorization')
  if (token === undefined) return undefined
  try {
    const options = { algorithms: ['RS256'], issuer, audience, requiredClaims: ['exp'] }
    const { email } = (await jwtVerify<{ email?: unknown }>(token, keysOf(issuer), options)).payload
    return typeof email === 'string' && email !== '' ? email.toLowerCase() : undefined
  } catch (error) {
    const code = error instanceof JOSEError ? error.code : undefined
    if (code === undefined || NO_KEYS.includes(code)) {
      log('error', 'desk.no-keys', { ref: c.get('ref'), error: code })
      throw error
    }
    log('warn', 'desk.refused', { ref: c.get('ref'), error: code })
    return undefined
  }
}

const mayAct = ({ actors }: AccessSettings, email: string): boolean =>
  actors.some((actor) => actor === email || (actor.startsWith('@') && email.endsWith(actor)))

/** Access's own page to log in at, which sends the browser back. */
const logInPage = (c: Context<HttpEnv>, { issuer, audience }: AccessSettings): string => {
  const { host, pathname } = new URL(c.req.url)
  return `${issuer}/cdn-cgi/access/login/${host}?${new URLSearchParams({ kid: audience, redirect_url: pathname })}`
}

/** A page elsewhere can have an agent's browser ask, though not read the answer: the audit trail would say that they looked. */
export const refuseOtherSites = createMiddleware<HttpEnv>(async (c, next) =>
  /^(cross|same)-site$/.test(c.req.header('Sec-Fetch-Site') ?? '') ? problem(c, 'forbidden-origin') : next(),
)

/** Without settings of Access there is no desk. */
export const requireAccess = createMiddleware<HttpEnv>(async (c, next) => {
  const access = readAccess(c.env)
  if (access === undefined) return c.body(null, 404)
  const email = await emailOf(c, access)
  if (email === undefined) {
    // Access sets the header once they are logged in, so it would send them straight back, for ever.
    if (isNavigation(c) && c.req.header(HEADER) === undefined) return c.redirect(logInPage(c, access), 303)
    return problem(c, 'unauthorised', { detail: 'Log in by Cloudflare Access' })
  }
  c.set('staff', { email, roles: mayAct(access, email) ? ['read', 'act'] : ['read'] })
  return next()
})

/** @throws when the route forgot `requireAccess` */
export function staffOf(c: Context<HttpEnv>): DeskPerson {
  const staff = c.get('staff')
  if (staff === undefined) throw new Error('a route of the desk needs requireAccess')
  return staff
}
