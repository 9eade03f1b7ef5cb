import { Hono } from 'hono'
import { inLocale } from '../../src/contract/languages.ts'
import type { AppEnv } from '../http/context.ts'
import { readLocale } from '../http/problem.ts'
import { requireVisit } from '../session/mark.ts'
import { heldVisits, readVisit, visitOf, writeVisits } from '../session/visit.ts'
import { notAllowed } from './not-allowed.ts'

/**
 * Ends the current visit, with the account too, so that a copy of the cookie opens nothing. The browser's other visits stay, since
 * whoever leaves one account has not left another; but none of them takes its place: the browser then acts for nobody, until the
 * person chooses.
 */
export const leave = new Hono<AppEnv>()
  .post('/', readVisit, requireVisit, async (c) => {
    const { account, id } = visitOf(c)
    const page = inLocale(readLocale(c), '/')
    await c.env.ACCOUNT.getByName(account).endVisit(id)
    await writeVisits(c, { others: heldVisits(c).others })
    return c.redirect(`${page}?left=yes`, 303)
  })
  .all('/', notAllowed('POST'))
