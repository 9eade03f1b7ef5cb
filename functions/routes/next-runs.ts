import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import type { NextRuns } from '../../src/contract/wire.ts'
import { Hono } from '../http/hono.ts'
import { isWithinServiceRate, limitRate } from '../http/rate-limits.ts'
import { AccountId, AccountParam, orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { limitCalls } from './accounts.ts'

const MOST_RUNS = 1000
/** Accounts that are told at the same time. */
const AT_ONCE = 50
const LATEST_IN = 400 * 86_400

const WHOLE = 'must be a whole number of Unix seconds'
const Moment = v.pipe(
  v.number(WHOLE),
  v.safeInteger(WHOLE),
  v.check((at) => at > now(), 'must be in the future'),
  v.check((at) => at <= now() + LATEST_IN, 'must be within 400 days'),
)
/** `null` takes the announcement back. */
const RunMoment = v.nullable(Moment)

export const NextRunOrder = orderOf({ at: RunMoment })

export const NextRunList = orderOf({
  runs: v.pipe(
    v.array(orderOf({ account: AccountId, at: RunMoment }), 'must be a list'),
    v.maxLength(MOST_RUNS, `must be at most ${MOST_RUNS}`),
  ),
})

const limitLists = limitRate<AppEnv>((c) => isWithinServiceRate(c.env.SERVICE_RATE, 'next-runs'))

/** miBilling announces when an account is billed next. */
export const nextRun = new Hono<AppEnv>().put(
  '/:account/next-run',
  valid('param', AccountParam),
  valid('json', NextRunOrder),
  limitCalls,
  async (c) => c.json(await c.env.ACCOUNT.getByName(c.req.valid('param').account).setNextRun(c.req.valid('json').at), 200),
)

/** The same for many accounts. Can be repeated: the last announcement of an account counts. */
export const nextRuns = new Hono<AppEnv>().put('/', limitLists, valid('json', NextRunList), async (c) => {
  const { runs } = c.req.valid('json')
  const latest = [...new Map(runs.map((run) => [run.account, run])).values()]
  for (let from = 0; from < latest.length; from += AT_ONCE)
    await Promise.all(latest.slice(from, from + AT_ONCE).map(({ account, at }) => c.env.ACCOUNT.getByName(account).setNextRun(at)))
  return c.json({ count: latest.length } satisfies NextRuns, 200)
})
