import { Hono, type MiddlewareHandler } from 'hono'
import { createAccountRoutes } from './account-routes.ts'
import { createAccounting } from './accounting.ts'
import { createCodeRoutes } from './code-routes.ts'
import { createConnectedApps } from './connected-apps.ts'
import { createConnectionsEndpoint } from './connections-endpoint.ts'
import { createConsentRoutes } from './consent-routes.ts'
import { createControl } from './control.ts'
import { createDiscovery } from './discovery.ts'
import { createLoginRoutes } from './login-routes.ts'
import type { Host } from './origins.ts'
import { createHomePage } from './pages/other-pages.ts'
import { createPasswordRoutes } from './password-routes.ts'
import { createPhoneRoutes } from './phone-routes.ts'
import { createTokenEndpoint } from './token-endpoint.ts'
import type { AppEnv } from './traffic.ts'
import { createTwoStepRoutes } from './two-step-routes.ts'
import { watchTraffic } from './watch.ts'
import type { Xero } from './xero.ts'

/**
 * One app for each of Xero's hosts. None answers another's paths, as at Xero.
 *
 * @param changed called after every request: anything may have changed the world
 */
export function createApps(xero: Xero, changed: () => void): Readonly<Record<Host, Hono<AppEnv>>> {
  const begin = (): Hono<AppEnv> => new Hono<AppEnv>().use(keepPagesPrivate(changed)).use(watchTraffic(xero))
  return {
    login: begin()
      .get('/', (c) => c.html(createHomePage()))
      .route('/', createLoginRoutes(xero))
      .route('/', createCodeRoutes(xero))
      .route('/', createTwoStepRoutes(xero))
      .route('/', createPhoneRoutes(xero))
      .route('/', createPasswordRoutes(xero))
      .route('/account', createAccountRoutes(xero))
      .route('/connected-apps', createConnectedApps(xero))
      .route('/control', createControl(xero)),
    consent: begin().route('/', createConsentRoutes(xero)),
    identity: begin()
      .route('/connect', createTokenEndpoint(xero))
      .route('/.well-known/openid-configuration', createDiscovery(xero)),
    api: begin().route('/connections', createConnectionsEndpoint(xero)).route('/api.xro/2.0', createAccounting(xero)),
  }
}

const keepPagesPrivate =
  (changed: () => void): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    await next()
    changed()
    if (c.res.headers.get('content-type')?.startsWith('text/html') !== true) return
    c.res.headers.set('cache-control', 'no-store')
    c.res.headers.set('content-security-policy', "frame-ancestors 'none'")
  }
