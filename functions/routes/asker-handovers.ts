/** Links for helpers, as the person who asks makes and revokes them: each call has a form twin, answered by a page. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { inLocale, LOCALES } from '../../src/contract/languages.ts'
import { Hono } from '../http/hono.ts'
import { isNavigation, readLocale } from '../http/problem.ts'
import { accountKey, isWithinRate, limitRate } from '../http/rate-limits.ts'
import { orEmpty, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { requireSession } from '../session/mark.ts'
import { isOwnPage } from '../session/own-page.ts'
import { loadSession, sessionOf } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'
import { HandoverId, refuseToMake } from './handovers.ts'
import { HelperEmail, makeHandover, TenantId, Why } from './make-handover.ts'
import { actorOf } from './request-actor.ts'

const PAGE = '/connect/ask-to-connect/'

const Back = v.object({ back: v.optional(v.string('must be text'), '') })
const Order = v.object({
  ...Back.entries,
  organisation: orEmpty(TenantId),
  why: v.optional(Why),
  /** The helper's language, which may not be the asker's. */
  language: v.optional(v.picklist(LOCALES, 'is not a language of the guide')),
  email: orEmpty(HelperEmail),
})
const Param = v.object({ id: HandoverId })

const accountOf = (c: Context<AppEnv>) => c.env.ACCOUNT.getByName(sessionOf(c).account)

/** The page with the form. */
const pageOf = (c: Context<AppEnv>, back: string, query = ''): string => {
  const page = isOwnPage(back, readSettings(c.env).publicOrigin) ? back.replace(/[?#].*$/s, '') : inLocale(readLocale(c), PAGE)
  return `${page}${query}#hand-over`
}

const limitOrders = limitRate<AppEnv>((c) => isWithinRate(c.env.READER_RATE, accountKey(c.get('session')?.account ?? '')))

export const askerHandovers = new Hono<AppEnv>()
  .use(loadSession, requireSession)
  .get('/', async (c) => c.json(await accountOf(c).handovers().list(), 200))
  .post('/', limitOrders, valid('form', Order), async (c) => {
    const { back, language, ...order } = c.req.valid('form')
    const { account, name, user, id: madeIn } = sessionOf(c)
    const made = await makeHandover(c, { ...order, account, name, user, locale: language ?? readLocale(c), madeIn })
    if (!made.ok) return refuseToMake(c, made)
    const mailed = made.value.mailed === undefined ? '' : `&mailed=${made.value.mailed ? 'yes' : 'no'}`
    return isNavigation(c) ? c.redirect(pageOf(c, back, `?made=${made.value.id}${mailed}`), 303) : c.json(made.value, 201)
  })
  .delete('/:id', valid('param', Param), async (c) => {
    await accountOf(c).handovers().revoke(c.req.valid('param').id, actorOf(c))
    return c.body(null, 204)
  })
  .post('/:id/revoke', valid('param', Param), valid('form', Back), async (c) => {
    await accountOf(c).handovers().revoke(c.req.valid('param').id, actorOf(c))
    return c.redirect(pageOf(c, c.req.valid('form').back), 303)
  })
