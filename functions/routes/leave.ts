import { inLocale } from '../../src/contract/languages.ts'
import { Hono } from '../http/hono.ts'
import { readLocale } from '../http/problem.ts'
import type { AppEnv } from '../session/context.ts'
import { requireSession } from '../session/mark.ts'
import { heldSessions, loadSession, sessionOf, writeSessions } from '../session/session-cookie.ts'

/**
 * Ends the current session in the account too, so that a copy of the cookie opens nothing. The browser's other sessions stay, but none of
 * them takes its place: the browser acts for no account until the person chooses one.
 */
export const leave = new Hono<AppEnv>().post('/', loadSession, requireSession, async (c) => {
  const { account, id } = sessionOf(c)
  const page = inLocale(readLocale(c), '/')
  await c.env.ACCOUNT.getByName(account).endSession(id)
  await writeSessions(c, { others: heldSessions(c).others })
  return c.redirect(`${page}?left=yes`, 303)
})
