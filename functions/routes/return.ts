import { Hono } from '../http/hono.ts'
import type { AppEnv } from '../session/context.ts'
import { findSession } from '../session/mark.ts'
import { isOwnPage } from '../session/own-page.ts'
import { withConnectionState, withGoto } from '../session/return-address.ts'
import { loadSession } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'

/**
 * Back to miStable. With `goto` for a fresh link that opens that page, whatever visit this browser has: it may be another account's. Without
 * it, with the connection's state, where there is a session; the page names its session by the mark, so that it leads back to its own account.
 */
export const returnToMiStable = new Hono<AppEnv>().get('/', loadSession, async (c) => {
  const { dashboardUrl, publicOrigin } = readSettings(c.env)
  const { goto, visit: mark } = c.req.query()
  if (goto !== undefined && isOwnPage(goto, publicOrigin)) return c.redirect(withGoto(dashboardUrl, goto), 303)
  const session = mark === undefined ? c.get('session') : await findSession(c, mark)
  if (session === undefined) return c.redirect(dashboardUrl, 303)
  const { state } = await c.env.ACCOUNT.getByName(session.account).connection()
  return c.redirect(withConnectionState(session.returnUrl ?? dashboardUrl, state), 303)
})
