import { Hono } from 'hono'
import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { isLanguageTag } from '../../src/contract/languages.ts'
import type { SessionLink } from '../../src/contract/wire.ts'
import type { AppEnv } from '../app-env.ts'
import { readSettings } from '../env.ts'
import { accountKey, RATE_WINDOW_SECONDS, withinServiceRate } from '../limits.ts'
import { problem } from '../problem.ts'
import { isReturnAddress } from '../return-address.ts'
import { closeLink, LINK_LIFETIME_SECONDS } from '../session/session.ts'
import { AccountId, valid } from '../valid.ts'
import { notAllowed } from './not-allowed.ts'

const Words = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(200, 'must be at most 200 characters'),
)

export const SessionOrder = v.strictObject(
  {
    account: AccountId,
    name: v.optional(Words),
    user: v.optional(Words),
    returnUrl: v.optional(v.pipe(v.string('must be text'), v.maxLength(2000, 'must be at most 2000 characters'))),
    locale: v.optional(v.pipe(v.string('must be text'), v.check(isLanguageTag, 'must be a language tag such as en or zh-CN'))),
    goto: v.optional(v.pipe(v.string('must be text'), v.maxLength(2000, 'must be at most 2000 characters'))),
  },
  (issue) => (issue.expected === 'never' ? 'is not a field of this call' : 'is missing, or not JSON of the right shape'),
)

/** Mints the link with which miBilling sends a person over. */
export const sessions = new Hono<AppEnv>()
  .post('/', valid('json', SessionOrder), async (c) => {
    const settings = readSettings(c.env)
    const order = c.req.valid('json')
    c.set('account', order.account)
    if (!(await withinServiceRate(c.env.SERVICE_RATE, accountKey(order.account)))) {
      return problem(c, 'too-many-requests', { retryAfterIn: RATE_WINDOW_SECONDS })
    }
    if (order.goto !== undefined && !isPageOfOurs(order.goto, settings.publicOrigin)) {
      return problem(c, 'bad-request', { detail: 'goto: must be the path of a page of the guide, such as /connect/organisation/' })
    }
    if (order.returnUrl !== undefined && !isReturnAddress(order.returnUrl, settings.returnOrigins)) {
      return problem(c, 'bad-request', { detail: 'returnUrl: must be an address whose origin is one of RETURN_ORIGINS' })
    }
    const expiresAt = now() + LINK_LIFETIME_SECONDS
    const token = await closeLink(settings.sessionSeal, { ...order, id: crypto.randomUUID(), until: expiresAt })
    const link: SessionLink = { url: `${settings.publicOrigin}/start?token=${token}`, expiresAt }
    return c.json(link, 201)
  })
  .all('/', notAllowed('POST'))

/** A path with one leading slash: a browser reads `//host` and `/\host` as another site. Calls are no pages. */
function isPageOfOurs(path: string, publicOrigin: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || /[\\\s]/.test(path) || !URL.canParse(path, publicOrigin)) return false
  const url = new URL(path, publicOrigin)
  return url.origin === publicOrigin && !/^\/(start|api|v1)(\/|$)/.test(url.pathname)
}
