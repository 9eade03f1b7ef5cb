/** Everything we ask of Xero, in one value. Made for each call from the settings; holds no token. */
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { readSettings } from '../settings.ts'
import { createXeroApi } from './api.ts'
import { type Consent, loginOf, readConsent } from './consent.ts'
import { createOAuth, type OAuthSettings, type TokenEndpointFailure } from './oauth.ts'
import { createSigningKeys } from './signing-keys.ts'
import type { Tokens } from './token-answer.ts'

export interface XeroSettings extends OAuthSettings {
  readonly apiOrigin: string
}

export type Xero = ReturnType<typeof createXero>

type XeroRefreshFailure = TokenEndpointFailure | 'foreign'

/** Why a consent failed: a problem page for each. */
export type ConsentEnd = 'consent-expired' | 'attempt-unknown' | 'scopes-missing' | 'xero-unavailable' | 'our-settings'

export function createXero(settings: XeroSettings, kv: KVNamespace) {
  const oauth = createOAuth(settings)
  const keys = createSigningKeys(settings.identityOrigin, kv)
  return {
    ...createXeroApi(settings.apiOrigin),
    authorizeUrl: oauth.authorizeUrl,

    /**
     * Trades a refresh token for newer tokens.
     *
     * @param login whose tokens they must be; empty in an object that was woken without its name
     * @returns `foreign` for another login's tokens, which must not be stored
     */
    async refresh(refreshToken: string, login: string): Promise<Result<Tokens, XeroRefreshFailure>> {
      const tokens = await oauth.refresh(refreshToken)
      if (!tokens.ok) return tokens
      const owner = loginOf(tokens.value.accessToken)
      return login === '' || owner === undefined || owner === login ? tokens : fail('foreign')
    },

    revoke: oauth.revoke,

    /** Fetches Xero's signing keys ahead of the callback, which then needs no call for them. */
    prepare: keys.prepare,

    /**
     * Trades the code for tokens, and checks that they are from Xero, for us and for this attempt. Stores nothing.
     *
     * @param nonce as the attempt sent it
     */
    async exchange(code: string, nonce: string): Promise<Result<Consent, ConsentEnd>> {
      const tokens = await oauth.exchange(code)
      if (!tokens.ok) return endOf(tokens)
      const expected = { issuer: settings.identityOrigin, clientId: settings.clientId, nonce }
      const consent = await readConsent(tokens.value, expected, keys)
      if (consent.ok) return succeed(consent.value)
      if (consent.error === 'identity-missing') return fail('scopes-missing')
      return fail(consent.error === 'foreign' ? 'attempt-unknown' : 'xero-unavailable')
    },
  }
}

function endOf(failure: Failure<TokenEndpointFailure>): Failure<ConsentEnd> {
  if (failure.error === 'invalid-grant') return fail('consent-expired')
  if (failure.error === 'our-settings') return fail('our-settings')
  return fail('xero-unavailable', failure.retryAfterIn)
}

/** Xero, as configured. */
export const xeroOf = (env: Env): Xero => createXero(readSettings(env), env.TOKENS)
