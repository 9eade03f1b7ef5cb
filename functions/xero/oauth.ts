/** Xero's token endpoint, through arctic. Stores nothing. */
import { ArcticFetchError, OAuth2Client, OAuth2RequestError, type OAuth2Tokens } from 'arctic'
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { readTokenAnswer, type Tokens } from './token-answer.ts'
import { type Trace, withTransport } from './transport.ts'

/**
 * `invalid-grant`: the code or refresh token is unknown, used, expired or revoked. `lost`: no readable answer came, yet Xero may have done
 * the work. `unavailable`: Xero answered that it didn't. `our-settings`: Xero refused our client, never the person.
 */
export type TokenEndpointFailure = 'invalid-grant' | 'lost' | 'unavailable' | 'our-settings'

/** RFC 6749 §5.2: all but `invalid_grant` are about the client, not the person. */
const CLIENT_ERRORS = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope', 'invalid_request']

export interface OAuthSettings {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  readonly loginOrigin: string
  readonly identityOrigin: string
  readonly scopes: readonly string[]
}

export function createOAuth(settings: OAuthSettings) {
  const client = new OAuth2Client(settings.clientId, settings.clientSecret, settings.redirectUri)
  const tokenEndpoint = `${settings.identityOrigin}/connect/token`
  return {
    /** Where the person's browser goes; `nonce` comes back inside the id_token (OpenID Connect Core §3.1.2.1). */
    authorizeUrl(state: string, nonce: string): string {
      const endpoint = `${settings.loginOrigin}/identity/connect/authorize`
      const url = client.createAuthorizationURL(endpoint, state, [...settings.scopes])
      url.searchParams.set('nonce', nonce)
      return url.href
    },

    /**
     * Trades the callback's code for tokens.
     *
     * @param code as received: case-sensitive, usable once, within five minutes
     * @see RFC 6749 §4.1.3
     */
    exchange: (code: string): Promise<Result<Tokens, TokenEndpointFailure>> =>
      ask(() => client.validateAuthorizationCode(tokenEndpoint, code, null)),

    /** Xero rotates the refresh token and accepts the previous one for another 30 minutes. @see RFC 6749 §6 */
    refresh: (refreshToken: string): Promise<Result<Tokens, TokenEndpointFailure>> =>
      ask(() => client.refreshAccessToken(tokenEndpoint, refreshToken, [])),

    /** Ends every connection that this login gave our app, for all accounts. @see RFC 7009 */
    async revoke(refreshToken: string): Promise<Result<void, TokenEndpointFailure>> {
      const trace: Trace = {}
      const endpoint = `${settings.identityOrigin}/connect/revocation`
      return withTransport(trace, () => client.revokeToken(endpoint, refreshToken)).then(
        () => succeed(undefined),
        (error: unknown) => failureOf(error, trace),
      )
    },
  }
}

async function ask(request: () => Promise<OAuth2Tokens>): Promise<Result<Tokens, TokenEndpointFailure>> {
  const trace: Trace = {}
  const askedAt = now()
  try {
    const { data } = await withTransport(trace, request)
    const tokens = readTokenAnswer(data, askedAt)
    return tokens === undefined ? fail('lost') : succeed(tokens)
  } catch (error) {
    return failureOf(error, trace)
  }
}

function failureOf(error: unknown, trace: Trace) {
  if (error instanceof OAuth2RequestError) {
    if (error.code === 'invalid_grant') return fail('invalid-grant')
    return CLIENT_ERRORS.includes(error.code) ? fail('our-settings') : fail('unavailable', trace.retryAfterIn)
  }
  const silent = error instanceof ArcticFetchError || trace.status === undefined || trace.status === 200
  return silent ? fail('lost') : fail('unavailable', trace.retryAfterIn)
}
