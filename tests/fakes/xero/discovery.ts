import { Hono } from 'hono'
import type { AppEnv } from './traffic.ts'
import type { Xero } from './xero.ts'

/** OpenID Connect Discovery 1.0, with what this server really does. */
export const createDiscovery = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/', (c) =>
      c.json({
        issuer: xero.origins.identity,
        jwks_uri: `${xero.origins.identity}/.well-known/openid-configuration/jwks`,
        authorization_endpoint: `${xero.origins.login}/identity/connect/authorize`,
        token_endpoint: `${xero.origins.identity}/connect/token`,
        revocation_endpoint: `${xero.origins.identity}/connect/revocation`,
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
        response_types_supported: ['code'],
        grant_types_supported: ['authorization_code', 'refresh_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
      }),
    )
    .get('/jwks', (c) => c.json({ keys: [xero.key.publicJwk] }))
