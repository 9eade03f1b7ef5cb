import * as v from 'valibot'
import type { ConnectionState, ReconnectReason, Reindexed } from '../../src/contract/wire.ts'
import { readFleet } from '../desk/fleet-index.ts'
import { Hono } from '../http/hono.ts'
import { isWithinServiceRate, limitRate } from '../http/rate-limits.ts'
import { orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { WholeNumber } from './accounts.ts'

const STATES = ['not-connected', 'choose-organisation', 'connected', 'reconnect-required'] as const satisfies ConnectionState[]
const REASONS = [
  'expired',
  'disconnected-in-xero',
  'access-removed',
  'organisation-unavailable',
  'scopes-changed',
  'revoked',
] as const satisfies ReconnectReason[]

/** Where every object that stores something sealed is noted: functions/vault/key-register.ts. */
const REGISTER = /^sealed-with\/[^/]*\/account:(.+)$/
const AT_ONCE = 100

export const FleetQuery = v.object({
  state: v.optional(v.picklist(STATES, 'is no state')),
  reason: v.optional(v.picklist(REASONS, 'is no reason')),
  organisation: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
  updatedSince: v.optional(WholeNumber),
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}\../, 'is no next of a page'))),
})

export const ReindexOrder = orderOf({ after: v.optional(v.string('must be text')) })

const limitCalls = limitRate<AppEnv>((c) => isWithinServiceRate(c.env.SERVICE_RATE, 'fleet'))

/** All accounts, by the index. */
export const fleet = new Hono<AppEnv>().get('/', limitCalls, valid('query', FleetQuery), async (c) =>
  c.json(await readFleet(c.env, c.req.valid('query')), 200),
)

/** For operators: every account writes its entry again. */
export const reindex = new Hono<AppEnv>().post('/', limitCalls, valid('json', ReindexOrder), async (c) => {
  const { after: cursor = null } = c.req.valid('json')
  const page = await c.env.TOKENS.list({ prefix: 'sealed-with/', limit: AT_ONCE, cursor })
  const accounts = page.keys.flatMap(({ name }) => REGISTER.exec(name)?.[1] ?? [])
  await Promise.all(accounts.map((account) => c.env.ACCOUNT.getByName(account).reindex()))
  const next = page.list_complete ? {} : { next: page.cursor }
  return c.json({ count: accounts.length, ...next } satisfies Reindexed, 200)
})
