import type { Context } from 'hono'
import * as v from 'valibot'
import { readAccessToken } from '../access-token.ts'
import { eraseReasons } from '../desk/erase-reasons.ts'
import { createD1CommentBook } from '../feedback/comments.ts'
import { Hono } from '../http/hono.ts'
import { problem } from '../http/problem.ts'
import { accountKey, isWithinServiceRate, limitRate } from '../http/rate-limits.ts'
import { AccountParam, valid } from '../http/valid.ts'
import { countAccessToken } from '../session/access-token-count.ts'
import type { AppEnv } from '../session/context.ts'
import { actorOf } from './request-actor.ts'

export const PAGE_SIZE = 50
const LARGEST_PAGE = 100

export const WholeNumber = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,14}$/, 'must be a whole number above 0'),
  v.transform(Number),
  // These three are for the description of the call: the value is a whole number by now.
  v.number(),
  v.integer(),
  v.minValue(1),
)

export const Page = v.object({
  before: v.optional(WholeNumber),
  limit: v.optional(v.pipe(WholeNumber, v.maxValue(LARGEST_PAGE, `must be at most ${LARGEST_PAGE}`))),
})

export const Removal = v.object({ erase: v.optional(v.picklist(['true', 'false'], 'must be true or false')) })

export const limitCalls = limitRate<AppEnv>((c) => {
  const account = c.req.param('account') ?? ''
  c.set('account', account)
  return isWithinServiceRate(c.env.SERVICE_RATE, accountKey(account))
})

/** @param options `erase` also removes everything about its people: their comments, and what the desk gave as reasons */
export async function removeAccount(c: Context<AppEnv>, account: string, options: { readonly erase: boolean }) {
  const ended = await c.env.ACCOUNT.getByName(account).remove(actorOf(c), options)
  if (ended.ok && options.erase) {
    await createD1CommentBook(c.env.FEEDBACK).erase(account)
    await eraseReasons(c.env.DESK, account, c.get('ref'))
  }
  return ended
}

/** What miBilling's server asks of an account. */
export const accounts = new Hono<AppEnv>()
  .get('/:account', valid('param', AccountParam), limitCalls, async (c) => {
    return c.json(await c.env.ACCOUNT.getByName(c.req.valid('param').account).connection({ waitForDetails: true }), 200)
  })
  .delete('/:account', valid('param', AccountParam), valid('query', Removal), limitCalls, async (c) => {
    const { account } = c.req.valid('param')
    const erase = c.req.valid('query').erase === 'true'
    const ended = await removeAccount(c, account, { erase })
    return ended.ok ? c.body(null, 204) : problem(c, ended.error, ended)
  })
  .get('/:account/events', valid('param', AccountParam), valid('query', Page), limitCalls, async (c) => {
    const { before, limit = PAGE_SIZE } = c.req.valid('query')
    return c.json(await c.env.ACCOUNT.getByName(c.req.valid('param').account).events(before, limit), 200)
  })
  .post('/:account/check', valid('param', AccountParam), limitCalls, async (c) => {
    const checked = await c.env.ACCOUNT.getByName(c.req.valid('param').account).check()
    return checked.ok ? c.json(checked.value, 200) : problem(c, checked.error, checked)
  })
  .get('/:account/access-token', valid('param', AccountParam), limitCalls, async (c) => {
    const { account } = c.req.valid('param')
    const access = await readAccessToken(c.env, account)
    if (!access.ok) return problem(c, access.error, { ...access, members: { ...access.demand } })
    countAccessToken(c.get('key') ?? 'unknown')
    if (access.copied) c.set('quiet', true)
    return c.json(access.value, 200)
  })
