import { type Context, Hono } from 'hono'
import { isOurClient } from './client.ts'
import { readForm } from './form.ts'
import { issueRefreshToken, redeemCode, redeemRefreshToken, revoke } from './grants.ts'
import { ACCESS_TOKEN_SECONDS, mintAccessToken, mintIdToken } from './tokens.ts'
import type { AppEnv } from './traffic.ts'
import type { Consent } from './world.ts'
import type { Xero } from './xero.ts'

type TokenError = 'invalid_client' | 'invalid_grant' | 'invalid_request' | 'unsupported_grant_type'

/** `/connect/token` and `/connect/revocation`. Failures carry `error` alone, status 400, as Xero's do. */
export const createTokenEndpoint = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .post('/token', async (c) => {
      const form = await readForm(c)
      if (!isOurClient(xero.world, c.req.header('authorization'))) return refuse(c, 'invalid_client')
      const grantType = form.get('grant_type')
      if (grantType === 'authorization_code') {
        const consent = redeemCode(xero.world, form.get('code') ?? '', form.get('redirect_uri') ?? '')
        return consent.ok ? answer(c, xero, consent.value, consent.value.nonce) : refuse(c, consent.error)
      }
      if (grantType === 'refresh_token') {
        const consent = redeemRefreshToken(xero.world, form.get('refresh_token') ?? '')
        return consent.ok ? answer(c, xero, consent.value, undefined) : refuse(c, consent.error)
      }
      return refuse(c, 'unsupported_grant_type')
    })
    .post('/revocation', async (c) => {
      const form = await readForm(c)
      if (!isOurClient(xero.world, c.req.header('authorization'))) return refuse(c, 'invalid_client')
      const token = form.get('token')
      if (token === null) return refuse(c, 'invalid_request')
      const person = revoke(xero.world, token)
      if (person !== undefined) c.set('person', person)
      return c.body(null, 200)
    })

async function answer(c: Context<AppEnv>, xero: Xero, consent: Consent, nonce: string | undefined): Promise<Response> {
  c.set('person', consent.person)
  c.header('cache-control', 'no-store')
  const isOffline = consent.scopes.includes('offline_access') && !xero.world.settings.withholdRefreshToken
  const refreshToken = isOffline ? issueRefreshToken(xero.world, consent) : undefined
  const accessToken = await mintAccessToken(xero, consent)
  return c.json({
    ...(consent.scopes.includes('openid') ? { id_token: await mintIdToken(xero, consent, accessToken, nonce) } : {}),
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: consent.scopes.join(' '),
  })
}

function refuse(c: Context<AppEnv>, error: TokenError | 'invalid-grant'): Response {
  c.header('cache-control', 'no-store')
  return c.json({ error: error === 'invalid-grant' ? 'invalid_grant' : error }, 400)
}
