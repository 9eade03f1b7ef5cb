/** Reads an answer of Xero's token endpoint. Pure. */
import * as v from 'valibot'

/** What the token endpoint gave. Times are Unix seconds. */
export interface Tokens {
  readonly accessToken: string
  readonly accessExpiresAt: number
  /** Absent where `offline_access` was not granted. */
  readonly refreshToken?: string
  /** Absent where `openid` was not granted. */
  readonly idToken?: string
}

/** What counts when the answer has no usable number: Xero's documented lifetime, 30 minutes. @see https://developer.xero.com/faq/oauth2 */
const DOCUMENTED_LIFE_SECONDS = 1800

const Token = v.optional(v.pipe(v.string(), v.minLength(1)))
/** `null` and an empty text count as a missing token. */
const MaybeToken = v.fallback(Token, undefined)

const TokenAnswer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  /** RFC 6749 §5.1: in any case. We only know how to send bearer tokens. */
  token_type: v.optional(v.pipe(v.string(), v.toLowerCase(), v.literal('bearer'))),
  /** RFC 6749 §5.1: recommended, not required. Some servers write a number as text. */
  expires_in: v.fallback(
    v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]), v.minValue(1), v.finite()),
    DOCUMENTED_LIFE_SECONDS,
  ),
  refresh_token: MaybeToken,
  id_token: MaybeToken,
})

/** @returns undefined for an answer without a usable access token */
export function readTokenAnswer(data: unknown, askedAt: number): Tokens | undefined {
  const answer = v.safeParse(TokenAnswer, data)
  if (!answer.success) return undefined
  const { access_token, expires_in, refresh_token, id_token } = answer.output
  return {
    accessToken: access_token,
    accessExpiresAt: askedAt + Math.floor(expires_in),
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    ...(id_token === undefined ? {} : { idToken: id_token }),
  }
}
