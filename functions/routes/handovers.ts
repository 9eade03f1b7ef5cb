/** Links for helpers, who press Allow in Xero for an account without a miStable login: as miBilling's server asks for them. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { localeOfTag } from '../../src/contract/languages.ts'
import { Hono } from '../http/hono.ts'
import { problem } from '../http/problem.ts'
import { AccountId, AccountParam, LanguageTag, orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { limitCalls } from './accounts.ts'
import { HelperEmail, type MakeFailure, makeHandover, NameLine, TenantId, Why } from './make-handover.ts'
import { actorOf } from './request-actor.ts'

export const HandoverOrder = orderOf({
  organisation: v.optional(TenantId),
  name: v.optional(NameLine),
  user: v.optional(NameLine),
  why: v.optional(Why),
  locale: v.optional(LanguageTag),
  email: v.optional(HelperEmail),
})

export const HandoverId = v.pipe(v.string('must be text'), v.uuid('must be the id of a hand-over'))
export const HandoverParam = v.object({ account: AccountId, id: HandoverId })

const DETAILS: Readonly<Record<Exclude<MakeFailure, 'too-many'>, string>> = {
  'no-mail': 'email: this guide sends no mail; send the message yourself',
  'not-found': 'organisation: is not one of this account',
}

export const refuseToMake = (
  c: Context<AppEnv>,
  { error, ...more }: { readonly error: MakeFailure; readonly retryAfterIn?: number },
) => (error === 'too-many' ? problem(c, 'too-many-requests', more) : problem(c, 'bad-request', { detail: DETAILS[error] }))

export const handovers = new Hono<AppEnv>()
  .get('/:account/handovers', valid('param', AccountParam), limitCalls, async (c) => {
    return c.json(await c.env.ACCOUNT.getByName(c.req.valid('param').account).handovers().list(), 200)
  })
  .post('/:account/handovers', valid('param', AccountParam), valid('json', HandoverOrder), limitCalls, async (c) => {
    const { locale, ...order } = c.req.valid('json')
    const made = await makeHandover(c, { ...order, account: c.req.valid('param').account, locale: localeOfTag(locale) })
    return made.ok ? c.json(made.value, 201) : refuseToMake(c, made)
  })
  .delete('/:account/handovers/:id', valid('param', HandoverParam), limitCalls, async (c) => {
    const { account, id } = c.req.valid('param')
    await c.env.ACCOUNT.getByName(account).handovers().revoke(id, actorOf(c))
    return c.body(null, 204)
  })
