import { Hono } from 'hono'
import { createAccounting } from './accounting.ts'
import { createConnectionsEndpoint } from './connections-endpoint.ts'
import { createConsentRoutes } from './consent-routes.ts'
import { createControl } from './control.ts'
import { createDiscovery } from './discovery.ts'
import { createLoginRoutes } from './login-routes.ts'
import { createTokenEndpoint } from './token-endpoint.ts'
import type { AppEnv } from './traffic.ts'
import { watchTraffic } from './watch.ts'
import type { Xero } from './xero.ts'

/** @param changed called after every request: anything may have changed the world */
export const createApp = (xero: Xero, changed: () => void): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .use(async (c, next) => {
      await next()
      changed()
      if (c.res.headers.get('content-type')?.startsWith('text/html') !== true) return
      c.res.headers.set('cache-control', 'no-store')
      c.res.headers.set('content-security-policy', "frame-ancestors 'none'")
    })
    .use(watchTraffic(xero))
    .route('/identity', createLoginRoutes(xero))
    .route('/', createConsentRoutes(xero))
    .route('/connect', createTokenEndpoint(xero))
    .route('/.well-known/openid-configuration', createDiscovery(xero))
    .route('/connections', createConnectionsEndpoint(xero))
    .route('/api.xro/2.0', createAccounting(xero))
    .route('/control', createControl(xero))
