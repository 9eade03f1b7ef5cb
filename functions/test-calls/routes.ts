import * as v from 'valibot'
import { Hono } from '../http/hono.ts'
import { createRef, problem } from '../http/problem.ts'
import { logUnexpected } from '../http/unexpected.ts'
import { AccountParam, orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { requireServiceKey } from '../session/service-key.ts'
import type { TestAccount } from './test-account.ts'

const LONGEST_SECONDS = 400 * 86_400
const WHOLE = 'must be a whole number of seconds, 400 days at most'

const StateOrder = v.variant(
  'state',
  [
    v.strictObject({ state: v.picklist(['not-connected', 'choose-organisation', 'connected']) }),
    v.strictObject({
      state: v.literal('reconnect-required'),
      reason: v.picklist([
        'expired',
        'revoked',
        'disconnected-in-xero',
        'access-removed',
        'organisation-unavailable',
        'scopes-changed',
      ]),
    }),
  ],
  'must be a state of an account; reason comes with reconnect-required, and nothing else',
)

const ClockOrder = orderOf({
  seconds: v.pipe(v.number(WHOLE), v.safeInteger(WHOLE), v.minValue(1, WHOLE), v.maxValue(LONGEST_SECONDS, WHOLE)),
})

const stubOf = (env: Env, account: string) => env.ACCOUNT.getByName(account) as unknown as DurableObjectStub<TestAccount>

/** `on` is for http, which is this machine alone. A site on https is named, so its settings allow nothing where they are copied to. */
export const areTestCallsAllowed = ({ TEST_CALLS: allowed, PUBLIC_ORIGIN: origin }: Env): boolean =>
  allowed === origin || (allowed === 'on' && origin.startsWith('http:'))

/** What a test harness needs. Everything that follows, webhooks above all, comes as it does in earnest. */
export const testCalls = new Hono<AppEnv>()
  .use(async (c, next) => {
    c.set('ref', createRef())
    await next()
  })
  .use(requireServiceKey)
  .put('/v1/test/accounts/:account', valid('param', AccountParam), valid('json', StateOrder), async (c) =>
    c.json(await stubOf(c.env, c.req.valid('param').account).putInto(c.req.valid('json')), 200),
  )
  .post('/v1/test/accounts/:account/clock', valid('param', AccountParam), valid('json', ClockOrder), async (c) =>
    c.json(await stubOf(c.env, c.req.valid('param').account).moveClock(c.req.valid('json').seconds), 200),
  )

testCalls.notFound((c) => problem(c, 'not-found'))
testCalls.onError((error, c) => {
  const { code, ...more } = logUnexpected(error, c.get('ref'))
  return problem(c, code, more)
})
