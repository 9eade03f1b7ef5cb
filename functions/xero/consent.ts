/** Reads a consent's tokens: who consented, in which event, to what. */
import { decodeJwt, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import * as v from 'valibot'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { Tokens } from './token-answer.ts'

/** Xero's clock may run ahead of ours, so its `nbf` is sometimes in our future. */
const CLOCK_TOLERANCE_SECONDS = 60

export interface Consent {
  readonly tokens: Tokens
  /** `xero_userid`: the same for every consent of one login. */
  readonly login: string
  /** `authentication_event_id`: marks the connections made in this attempt. */
  readonly eventId?: string
  readonly scopes: readonly string[]
  readonly person: { readonly name: string; readonly email: string }
}

/** `identity-missing`: no id_token came. `foreign`: it belongs to another attempt. `untrusted`: not signed by Xero, or nonsense. */
export type ConsentFailure = 'identity-missing' | 'foreign' | 'untrusted'

const AccessClaims = v.looseObject({
  sub: v.optional(v.string()),
  xero_userid: v.pipe(v.string(), v.minLength(1), v.toLowerCase()),
  authentication_event_id: v.optional(v.string()),
  client_id: v.optional(v.string()),
  scope: v.optional(v.union([v.array(v.string()), v.string()]), []),
})

const IdentityClaims = v.looseObject({
  sub: v.optional(v.string()),
  xero_userid: v.optional(v.pipe(v.string(), v.toLowerCase())),
  aud: v.union([v.string(), v.array(v.string())]),
  azp: v.optional(v.string()),
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

type Access = v.InferOutput<typeof AccessClaims>
type Identity = v.InferOutput<typeof IdentityClaims>

/** Where others may use the token too, `azp` says who it was made for. @see OpenID Connect Core §3.1.3.7 (4, 5) */
const isForUs = ({ aud, azp }: Identity, clientId: string): boolean =>
  azp === undefined ? typeof aud === 'string' || aud.length === 1 : azp === clientId

/** Both tokens came in one answer, so they must be about one person. */
const isSamePerson = (access: Access, identity: Identity): boolean =>
  areSame(access.sub, identity.sub) && areSame(access.xero_userid, identity.xero_userid)

const areSame = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other

/** The login that an access token names. Doesn't check the signature. @returns undefined where it names none */
export function loginOf(accessToken: string): string | undefined {
  try {
    const { xero_userid } = decodeJwt(accessToken)
    return typeof xero_userid === 'string' ? xero_userid.toLowerCase() : undefined
  } catch {
    // Not a readable token, so it names no one.
    return undefined
  }
}

/** @see OpenID Connect Core §3.1.3.7 for the id_token; the access token's claims are Xero's own */
export async function readConsent(tokens: Tokens, expected: Expected, keys: SigningKeys): Promise<Result<Consent, ConsentFailure>> {
  if (tokens.idToken === undefined) return fail('identity-missing')
  const { issuer, clientId, nonce } = expected
  const accessOptions = { issuer, requiredClaims: ['exp'] }
  const identityOptions = { issuer, audience: clientId, requiredClaims: ['exp', 'iat', 'sub'] }
  const access = v.safeParse(AccessClaims, await verified(tokens.accessToken, accessOptions, keys))
  const identity = v.safeParse(IdentityClaims, await verified(tokens.idToken, identityOptions, keys))
  if (!access.success || !identity.success) return fail('untrusted')
  if (access.output.client_id !== undefined && access.output.client_id !== clientId) return fail('untrusted')
  if (!isForUs(identity.output, clientId) || !isSamePerson(access.output, identity.output)) return fail('untrusted')
  if (identity.output.nonce !== nonce) return fail('foreign')

  const { xero_userid, authentication_event_id, scope } = access.output
  const { given_name, family_name, email, preferred_username } = identity.output
  const address = email || preferred_username
  return succeed({
    tokens,
    login: xero_userid,
    ...(authentication_event_id === undefined ? {} : { eventId: authentication_event_id.toLowerCase() }),
    scopes: typeof scope === 'string' ? scope.split(' ').filter((word) => word !== '') : scope,
    person: { name: `${given_name} ${family_name}`.trim() || address, email: address },
  })
}

/** @returns undefined for a token that Xero didn't sign, or not for us, or not for now, and when Xero's keys can't be fetched */
async function verified(token: string, options: JWTVerifyOptions, keys: SigningKeys): Promise<JWTPayload | undefined> {
  const strict = { ...options, algorithms: ['RS256', 'ES256'], clockTolerance: CLOCK_TOLERANCE_SECONDS }
  return jwtVerify(token, keys.find, strict).then(
    ({ payload }) => payload,
    () => undefined,
  )
}
