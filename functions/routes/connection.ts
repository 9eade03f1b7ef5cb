import type { Context } from 'hono'
import * as v from 'valibot'
import { inLocale } from '../../src/contract/languages.ts'
import { CONNECTION_PAGE } from '../../src/contract/pages.ts'
import { Hono } from '../http/hono.ts'
import { isNavigation, problem, readLocale } from '../http/problem.ts'
import { tooManyRequests } from '../http/rate-limits.ts'
import { TenantId, valid } from '../http/valid.ts'
import { visitorConnectionOf } from '../pages/visitor-connection.ts'
import type { AppEnv } from '../session/context.ts'
import { requireSession } from '../session/mark.ts'
import { loadSession, sessionOf } from '../session/session-cookie.ts'
import { actorOf } from './request-actor.ts'

const Choice = v.object({ tenantId: TenantId })
const CONNECTED_PAGE = '/connect/connected/'
/** For a person who was about to connect their books to an account that isn't theirs. */
const NOT_MINE_PAGE = '/problems/wrong-business/'

const accountOf = (c: Context<AppEnv>) => c.env.ACCOUNT.getByName(sessionOf(c).account)

/**
 * Forms of the person's own page come back to it, those of the flow go on to its last step. A form names its page, since a browser may
 * keep the Referer to itself.
 */
async function connectedPage(c: Context<AppEnv>): Promise<string> {
  const { page } = await c.req.parseBody()
  return inLocale(readLocale(c), page === 'connection' ? CONNECTION_PAGE : CONNECTED_PAGE)
}

/** Where Xero could not be told, the page says so. */
const pageAfter = async (c: Context<AppEnv>, { told }: { readonly told: boolean }) =>
  told ? connectedPage(c) : `${await connectedPage(c)}?told=no`

/** The visitor's own connection. Each call that changes it has a form twin, answered by a page. */
export const connection = new Hono<AppEnv>()
  .use(loadSession, requireSession)
  .get('/', async (c) => c.json(visitorConnectionOf(await accountOf(c).connection({ waitForDetails: true })), 200))
  .delete('/', async (c) => {
    const ended = await accountOf(c).disconnect(actorOf(c))
    if (!ended.ok) return problem(c, ended.error, ended)
    return c.json({ ...visitorConnectionOf(await accountOf(c).connection()), told: ended.value.told }, 200)
  })
  .post('/disconnect', async (c) => {
    const ended = await accountOf(c).disconnect(actorOf(c))
    return ended.ok ? c.redirect(await pageAfter(c, ended.value), 303) : problem(c, ended.error, ended)
  })
  .post('/not-mine', async (c) => {
    const ended = await accountOf(c).disconnect(actorOf(c))
    if (!ended.ok) return problem(c, ended.error, ended)
    const page = inLocale(readLocale(c), NOT_MINE_PAGE)
    return c.redirect(ended.value.told ? page : `${page}?told=no`, 303)
  })
  .post('/check', async (c) => {
    const checked = await accountOf(c).checkForPerson(actorOf(c))
    if (isNavigation(c)) {
      const page = inLocale(readLocale(c), CONNECTION_PAGE)
      // What Xero answered, and that it didn't, the page knows from the timeline.
      return c.redirect(!checked.ok && checked.error === 'too-soon' ? `${page}?again=soon` : page, 303)
    }
    if (checked.ok) return c.json(visitorConnectionOf(checked.value), 200)
    return checked.error === 'too-soon' ? tooManyRequests(c, checked.retryAfterIn) : problem(c, checked.error, checked)
  })
  .put('/organisation', valid('json', Choice), async (c) => {
    const chosen = await accountOf(c).chooseOrganisation(c.req.valid('json').tenantId, actorOf(c))
    return chosen.ok ? c.json(visitorConnectionOf(chosen.value), 200) : problem(c, chosen.error)
  })
  .post('/organisation', valid('form', Choice), async (c) => {
    const chosen = await accountOf(c).chooseOrganisation(c.req.valid('form').tenantId, actorOf(c))
    return chosen.ok ? c.redirect(await connectedPage(c), 303) : problem(c, chosen.error)
  })
  .delete('/organisations/:tenantId', valid('param', Choice), async (c) => {
    const ended = await accountOf(c).disconnect(actorOf(c), c.req.valid('param').tenantId)
    if (!ended.ok) return problem(c, ended.error, ended)
    return c.json({ ...visitorConnectionOf(await accountOf(c).connection()), told: ended.value.told }, 200)
  })
  .post('/organisations/:tenantId/disconnect', valid('param', Choice), async (c) => {
    const ended = await accountOf(c).disconnect(actorOf(c), c.req.valid('param').tenantId)
    return ended.ok ? c.redirect(await pageAfter(c, ended.value), 303) : problem(c, ended.error, ended)
  })
