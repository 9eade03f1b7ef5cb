/** Reads what a consent says of itself: who gave it, in which event, for what. */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import * as v from 'valibot'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { Tokens } from './oauth.ts'
import type { Signers } from './signers.ts'

/** Xero's clock may run ahead of ours: its `nbf` is at times in our future. */
const CLOCK_TOLERANCE_SECONDS = 60

export interface Consent {
  readonly tokens: Tokens
  /** `xero_userid`: the same for every consent of one login. */
  readonly login: string
  /** `authentication_event_id`: marks the connections made in this trip. */
  readonly eventId?: string
  readonly scopes: readonly string[]
  readonly person: { readonly name: string; readonly email: string }
}

/** `identity-missing`: no id_token came. `foreign`: it belongs to another attempt. `untrusted`: not signed by Xero, or nonsense. */
export type ConsentFailure = 'identity-missing' | 'foreign' | 'untrusted'

const AccessClaims = v.looseObject({
  xero_userid: v.pipe(v.string(), v.minLength(1)),
  authentication_event_id: v.optional(v.string()),
  client_id: v.optional(v.string()),
  scope: v.optional(v.union([v.array(v.string()), v.string()]), []),
})

const IdentityClaims = v.looseObject({
  nonce: v.optional(v.string()),
  email: v.optional(v.string(), ''),
  given_name: v.optional(v.string(), ''),
  family_name: v.optional(v.string(), ''),
  preferred_username: v.optional(v.string(), ''),
})

interface Expected {
  readonly issuer: string
  readonly clientId: string
  readonly nonce: string
}

/** @see OpenID Connect Core §3.1.3.7 for the id_token; the access token's claims are Xero's own */
export async function readConsent(tokens: Tokens, expected: Expected, signers: Signers): Promise<Result<Consent, ConsentFailure>> {
  if (tokens.idToken === undefined) return fail('identity-missing')
  const { issuer, clientId, nonce } = expected
  const access = v.safeParse(AccessClaims, await verified(tokens.accessToken, { issuer }, signers))
  const identity = v.safeParse(IdentityClaims, await verified(tokens.idToken, { issuer, audience: clientId }, signers))
  if (!access.success || !identity.success) return fail('untrusted')
  if (access.output.client_id !== undefined && access.output.client_id !== clientId) return fail('untrusted')
  if (identity.output.nonce !== nonce) return fail('foreign')

  const { xero_userid, authentication_event_id, scope } = access.output
  const { given_name, family_name, email, preferred_username } = identity.output
  const address = email || preferred_username
  return succeed({
    tokens,
    login: xero_userid.toLowerCase(),
    ...(authentication_event_id === undefined ? {} : { eventId: authentication_event_id.toLowerCase() }),
    scopes: typeof scope === 'string' ? scope.split(' ').filter((word) => word !== '') : scope,
    person: { name: `${given_name} ${family_name}`.trim() || address, email: address },
  })
}

/** @returns undefined for a token that Xero did not sign, or not for us, or not for now */
async function verified(token: string, options: JWTVerifyOptions, signers: Signers): Promise<JWTPayload | undefined> {
  const known = await signers.read()
  try {
    return await verify(token, options, known)
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) return undefined
  }
  // Xero has changed its keys since they were fetched.
  return verify(token, options, await signers.renew()).catch(() => undefined)
}

async function verify(token: string, options: JWTVerifyOptions, keys: JSONWebKeySet | undefined): Promise<JWTPayload> {
  if (keys === undefined) throw new errors.JWKSInvalid('no keys')
  const algorithms = ['RS256', 'ES256']
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    ...options,
    algorithms,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  })
  return payload
}
