import { Hono } from 'hono'
import { loginOf, readBrowser } from './browser.ts'
import { disconnectApp, findConnectedApps } from './connections.ts'
import { readForm } from './form.ts'
import { personOf } from './login.ts'
import { createConnectedAppsPage } from './pages/other-pages.ts'
import type { AppEnv } from './traffic.ts'
import type { Xero } from './xero.ts'

/** Where a person disconnects the app as in Xero itself. */
export const createConnectedApps = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/', (c) => {
      const session = readBrowser(c, xero)
      if (session?.stage !== 'complete') return c.redirect(loginOf(undefined))
      return c.html(createConnectedAppsPage(personOf(xero.world, session), findConnectedApps(xero.world, session.person)))
    })
    .post('/', async (c) => {
      const session = readBrowser(c, xero)
      if (session?.stage !== 'complete') return c.redirect(loginOf(undefined), 303)
      const isDone = disconnectApp(xero.world, session.person, (await readForm(c)).get('tenantId') ?? '')
      if (isDone) return c.redirect('/connected-apps', 303)
      const left = findConnectedApps(xero.world, session.person)
      return c.html(
        createConnectedAppsPage(personOf(xero.world, session), left, 'This is not connected, or not yours to disconnect.'),
        400,
      )
    })
