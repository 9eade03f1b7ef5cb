import * as v from 'valibot'
import type { Redelivery } from '../../src/contract/wire.ts'
import { Hono } from '../http/hono.ts'
import { AccountParam, orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { limitCalls, PAGE_SIZE, Page } from './accounts.ts'

const WHOLE = 'must be a whole number above 0'

export const RedeliveryOrder = orderOf({ from: v.optional(v.pipe(v.number(WHOLE), v.safeInteger(WHOLE), v.minValue(1, WHOLE))) })

/** For operators: what became of an account's messages to miBilling, and sending them again. */
export const webhooks = new Hono<AppEnv>()
  .get('/:account/webhooks', valid('param', AccountParam), valid('query', Page), limitCalls, async (c) => {
    const { before, limit = PAGE_SIZE } = c.req.valid('query')
    return c.json(await c.env.ACCOUNT.getByName(c.req.valid('param').account).webhooks(before, limit), 200)
  })
  .post('/:account/webhooks/redeliver', valid('param', AccountParam), valid('json', RedeliveryOrder), limitCalls, async (c) => {
    const { from } = c.req.valid('json')
    const count = await c.env.ACCOUNT.getByName(c.req.valid('param').account).redeliver(from)
    return c.json({ count } satisfies Redelivery, 202)
  })
