/** People from miStable at the desk, with tokens as Cloudflare Access signs them, and as it doesn't. */
import { calculateJwkThumbprint, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { inject } from 'vitest'
import { ask, ORIGIN } from '../people.ts'

const AUDIENCE = 'public-test-access-audience'
export const ISSUER = inject('accessOrigin')
const key = JSON.parse(inject('accessKey')) as JWK

export const READER = 'rosa@mistable.example'
export const ACTOR = 'sam@mistable.example'

interface Token {
  readonly claims?: JWTPayload & { readonly email?: unknown }
  readonly issuer?: string
  readonly audience?: string | string[]
  /** Seconds from now; `null`: never. */
  readonly expiresIn?: number | null
  readonly signedBy?: JWK
}

const now = () => Math.floor(Date.now() / 1000)

export async function tokenFor(email: string | undefined, token: Token = {}): Promise<string> {
  const { claims = {}, issuer = ISSUER, audience = [AUDIENCE], expiresIn = 3600, signedBy = key } = token
  const kid = (await calculateJwkThumbprint(key)).toUpperCase()
  const signing = new SignJWT({ ...(email === undefined ? {} : { email }), ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
  if (expiresIn !== null) signing.setExpirationTime(now() + expiresIn)
  return signing.sign(await importJWK(signedBy, 'RS256'))
}

/** Calls as a script of the desk's pages does. */
export async function callDesk(
  email: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const own = {
    'Cf-Access-Jwt-Assertion': await tokenFor(email),
    'Sec-Fetch-Mode': 'cors',
    ...(body === undefined ? {} : { Origin: ORIGIN, 'Content-Type': 'application/json' }),
  }
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  return ask(`/api/desk${path}`, { ...init, headers: { ...own, ...headers } })
}

export const actOn = (email: string, account: string, act: string, details: object = {}): Promise<Response> =>
  callDesk(email, `/accounts/${account}/acts`, { act, reason: 'Ticket 4711', ...details })
