import { Hono } from 'hono'
import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { inLocale, localeOfTag } from '../../src/contract/languages.ts'
import type { AppEnv } from '../app-env.ts'
import { readSettings } from '../env.ts'
import { accountKey, addressOf, RATE_WINDOW_SECONDS, withinRate } from '../limits.ts'
import { problem } from '../problem.ts'
import { type Link, openLink, SESSION_LIFETIME_SECONDS, type Session } from '../session/session.ts'
import { readVisit, writeVisit } from '../session/visit.ts'
import { valid } from '../valid.ts'
import { notAllowed, refuseHead } from './not-allowed.ts'

const Query = v.object({ token: v.pipe(v.string('is missing'), v.minLength(1, 'is empty')) })

/** Opens the visit that miBilling asked for. The link works once; the browser that used it may come by it again. */
export const start = new Hono<AppEnv>()
  .get('/', refuseHead, readVisit, valid('query', Query), async (c) => {
    const session = c.get('session')
    const link = await openLink(readSettings(c.env).sessionSeal, c.req.valid('query').token)
    const key = link === undefined ? addressOf(c) : accountKey(link.account)
    if (!(await withinRate(c.env.READER_RATE, key))) return problem(c, 'too-many-requests', { retryAfterIn: RATE_WINDOW_SECONDS })
    if (link === undefined) return problem(c, 'bad-request', { detail: 'token: is not a link of ours, or not the whole of it' })

    c.set('account', link.account)
    if (session?.link === link.id) return c.redirect(pageOf(link), 303)
    if (link.until <= now()) return problem(c, 'link-expired')
    if (!(await c.env.ACCOUNT.getByName(link.account).spendLink(link.id, link.until))) return problem(c, 'link-spent')
    await writeVisit(c, sessionOf(link, session))
    return c.redirect(pageOf(link), 303)
  })
  .all('/', notAllowed('GET'))

/** Where a link leads: the start page in the person's language, unless it names a page. */
const pageOf = ({ goto, locale }: Link): string => goto ?? inLocale(localeOfTag(locale), '/')

/** A second link in the same browser for the same account carries on the visit, so that a trip to Xero in another tab still ends well. */
function sessionOf({ id, account, name, user, returnUrl, locale }: Link, before: Session | undefined): Session {
  return {
    id: before?.account === account ? before.id : crypto.randomUUID(),
    link: id,
    account,
    name,
    user,
    returnUrl,
    locale,
    until: now() + SESSION_LIFETIME_SECONDS,
  }
}
