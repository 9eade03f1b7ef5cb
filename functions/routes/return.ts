import { Hono } from '../http/hono.ts'
import type { AppEnv } from '../session/context.ts'
import { findSession } from '../session/mark.ts'
import { withConnectionState } from '../session/return-address.ts'
import { loadSession } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'

/**
 * Back to miStable, with the connection's state; without a session simply to the dashboard, where a new one begins. The page names its
 * session by the mark, so that it leads back to its own account.
 */
export const returnToMiStable = new Hono<AppEnv>().get('/', loadSession, async (c) => {
  const mark = c.req.query('visit')
  const session = mark === undefined ? c.get('session') : await findSession(c, mark)
  const { dashboardUrl } = readSettings(c.env)
  if (session === undefined) return c.redirect(dashboardUrl, 303)
  const { state } = await c.env.ACCOUNT.getByName(session.account).connection()
  return c.redirect(withConnectionState(session.returnUrl ?? dashboardUrl, state), 303)
})
