import { compactVerify, type JWTPayload, SignJWT } from 'jose'
import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { createHex, halfHashOf } from './ids.ts'
import { personOf } from './login.ts'
import type { Consent } from './world.ts'
import type { Xero } from './xero.ts'

export const ACCESS_TOKEN_SECONDS = 1800
const ID_TOKEN_SECONDS = 300

/** What an access token tells the API. */
export interface Access {
  readonly person: string
  readonly scopes: readonly string[]
}

/** `scope` is a JSON array here, and a string in the token answer. A refresh keeps the event id. */
export function mintAccessToken(xero: Xero, consent: Consent): Promise<string> {
  const person = personOf(xero.world, consent)
  return sign(xero, ACCESS_TOKEN_SECONDS, {
    aud: `${xero.origins.identity}/resources`,
    client_id: xero.world.client.id,
    sub: person.subject,
    auth_time: consent.authAt,
    xero_userid: person.userId,
    global_session_id: consent.sid,
    jti: createHex(),
    authentication_event_id: consent.authEventId,
    scope: consent.scopes,
  })
}

/** @param nonce of the authorize request; absent after a refresh, OpenID Connect Core §12.2 */
export function mintIdToken(xero: Xero, consent: Consent, accessToken: string, nonce: string | undefined): Promise<string> {
  const person = personOf(xero.world, consent)
  const profile = { preferred_username: person.email, given_name: person.givenName, family_name: person.familyName }
  return sign(xero, ID_TOKEN_SECONDS, {
    aud: xero.world.client.id,
    iat: nowOf(xero.world),
    at_hash: halfHashOf(accessToken),
    sid: consent.sid,
    sub: person.subject,
    auth_time: consent.authAt,
    xero_userid: person.userId,
    global_session_id: consent.sid,
    ...(consent.scopes.includes('profile') ? profile : {}),
    ...(consent.scopes.includes('email') ? { email: person.email } : {}),
    ...(nonce === undefined || xero.world.settings.omitNonce ? {} : { nonce }),
  })
}

/** `nbf` may be set ahead of the clock, as Xero's sometimes is; the life stays the same length. */
function sign(xero: Xero, seconds: number, claims: JWTPayload): Promise<string> {
  const nbf = nowOf(xero.world) + xero.world.settings.nbfAheadSeconds
  return new SignJWT({ nbf, exp: nbf + seconds, iss: xero.origins.identity, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: xero.key.kid, typ: 'JWT' })
    .sign(xero.key.privateKey)
}

/** `expiredAt` goes with the failure `expired`. */
export async function readAccessToken(
  xero: Xero,
  authorization: string | undefined,
): Promise<Result<Access, 'invalid'> | { readonly ok: false; readonly error: 'expired'; readonly expiredAt: number }> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return fail('invalid')
  const claims = await readClaims(xero, token)
  if (claims === undefined || claims.aud !== `${xero.origins.identity}/resources`) return fail('invalid')
  if (typeof claims.exp !== 'number' || !Array.isArray(claims['scope'])) return fail('invalid')
  if (claims.exp <= nowOf(xero.world)) return { ok: false, error: 'expired', expiredAt: claims.exp }
  const person = xero.world.people.find(({ subject }) => subject === claims.sub)
  return person === undefined ? fail('invalid') : succeed({ person: person.id, scopes: claims['scope'].map(String) })
}

/** Signature only: times are the world's affair. */
async function readClaims(xero: Xero, token: string): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await compactVerify(token, xero.key.publicKey, { algorithms: ['RS256'] })
    return JSON.parse(new TextDecoder().decode(payload)) as JWTPayload
  } catch {
    return undefined
  }
}
