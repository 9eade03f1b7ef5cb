import { Hono } from 'hono'
import * as v from 'valibot'
import { inLocale } from '../../src/contract/languages.ts'
import type { AppEnv } from '../http/context.ts'
import { problem, readLocale } from '../http/problem.ts'
import { valid } from '../http/valid.ts'
import { findVisit } from '../session/mark.ts'
import { isOwnPage } from '../session/own-page.ts'
import { withCurrent } from '../session/session.ts'
import { heldVisits, readVisit, writeVisits } from '../session/visit.ts'
import { readSettings } from '../settings.ts'
import { notAllowed } from './not-allowed.ts'

const Switch = v.object({ visit: v.pipe(v.string('is missing'), v.maxLength(64, 'is too long')), back: v.optional(v.string(), '') })

/** Which of its visits the browser acts for: the person says so, by the mark of the one they mean. */
export const visit = new Hono<AppEnv>()
  .post('/switch', readVisit, valid('form', Switch), async (c) => {
    const { visit: mark, back } = c.req.valid('form')
    const meant = await findVisit(c, mark)
    if (meant === undefined) return problem(c, 'session-lost')
    c.set('account', meant.account)
    await writeVisits(c, withCurrent(heldVisits(c), { account: meant.account, id: meant.id }))
    return c.redirect(isOwnPage(back, readSettings(c.env).publicOrigin) ? back : inLocale(readLocale(c), '/'), 303)
  })
  .all('/switch', notAllowed('POST'))
