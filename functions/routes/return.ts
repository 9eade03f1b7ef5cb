import { Hono } from '../http/hono.ts'
import type { AppEnv } from '../session/context.ts'
import { findSession } from '../session/mark.ts'
import { isOwnPage } from '../session/own-page.ts'
import { withConnectionState, withGoto } from '../session/return-address.ts'
import { loadSession } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'

/**
 * Back to miStable, with the connection's state. Without a session to the dashboard, where a new one begins: with the page that it should
 * open, where the person wanted one. The page names its session by the mark, so that it leads back to its own account.
 */
export const returnToMiStable = new Hono<AppEnv>().get('/', loadSession, async (c) => {
  const mark = c.req.query('visit')
  const session = mark === undefined ? c.get('session') : await findSession(c, mark)
  const { dashboardUrl, publicOrigin } = readSettings(c.env)
  const goto = c.req.query('goto')
  const page = goto !== undefined && isOwnPage(goto, publicOrigin) ? goto : undefined
  if (session === undefined) return c.redirect(page === undefined ? dashboardUrl : withGoto(dashboardUrl, page), 303)
  const { state } = await c.env.ACCOUNT.getByName(session.account).connection()
  return c.redirect(withConnectionState(session.returnUrl ?? dashboardUrl, state), 303)
})
