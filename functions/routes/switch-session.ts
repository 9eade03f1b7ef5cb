import * as v from 'valibot'
import { inLocale } from '../../src/contract/languages.ts'
import { Hono } from '../http/hono.ts'
import { problem, readLocale } from '../http/problem.ts'
import { valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { findSession } from '../session/mark.ts'
import { isOwnPage } from '../session/own-page.ts'
import { withCurrent } from '../session/session.ts'
import { heldSessions, loadSession, writeSessions } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'

const Switch = v.object({ visit: v.pipe(v.string('is missing'), v.maxLength(64, 'is too long')), back: v.optional(v.string(), '') })

/** Switches the browser to another of its sessions, which the person names by its mark. */
export const switchSession = new Hono<AppEnv>().post('/switch', loadSession, valid('form', Switch), async (c) => {
  const { visit: mark, back } = c.req.valid('form')
  const meant = await findSession(c, mark)
  if (meant === undefined) return problem(c, 'session-lost')
  c.set('account', meant.account)
  await writeSessions(c, withCurrent(heldSessions(c), { account: meant.account, id: meant.id }))
  return c.redirect(isOwnPage(back, readSettings(c.env).publicOrigin) ? back : inLocale(readLocale(c), '/'), 303)
})
