/** What the desk does for a customer. Each act says why, and stands in the audit trail before it begins. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { LONGEST_COMMENT } from '../../src/contract/comment-limits.ts'
import { type DeskAct, type DeskActAnswers, isKnown } from '../../src/contract/desk.ts'
import { inLocale, localeOfTag } from '../../src/contract/languages.ts'
import { CONNECTION_PAGE } from '../../src/contract/pages.ts'
import type { Result } from '../../src/contract/result.ts'
import { staffOf } from '../desk/access.ts'
import { audited } from '../desk/audit.ts'
import { COMMENT_ACTS } from '../feedback/comment-desk.ts'
import { tidyText } from '../feedback/plain-text.ts'
import { type ProblemMore, problem } from '../http/problem.ts'
import { orderOf } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { isOwnPage } from '../session/own-page.ts'
import { readSettings } from '../settings.ts'
import { removeAccount } from './accounts.ts'
import { tidied } from './comments.ts'
import { HandoverId, HandoverOrder, refuseToMake } from './handovers.ts'
import { makeHandover } from './make-handover.ts'
import { actorOf } from './request-actor.ts'
import { GOTO, mintLink } from './sessions.ts'
import { RedeliveryOrder } from './webhooks.ts'

const Reason = v.pipe(tidied(tidyText, 300), v.minLength(3, 'must be at least 3 characters'))
const NOBODY = 'Nobody has come to this account yet: check its id. A new customer comes by the button in miStable first'
const COMMENT_NUMBER = 'must be the number of a comment'

/** What an act may need beside the reason. */
const DETAILS = {
  ...HandoverOrder.entries,
  goto: v.optional(v.pipe(v.string('must be text'), v.maxLength(2000, 'is too long'))),
  id: v.optional(HandoverId),
  from: RedeliveryOrder.entries.from,
}

type Asking = Context<AppEnv>
type Details = v.InferOutput<v.ObjectSchema<typeof DETAILS, undefined>>
type Acts = { readonly [A in DeskAct]: (c: Asking, account: string, details: Details) => Promise<DeskActAnswers[A] | Response> }

const orProblem = <T>(c: Asking, done: Result<T, Parameters<typeof problem>[1]> & ProblemMore): T | Response =>
  done.ok ? done.value : problem(c, done.error, done)

const accountOf = (c: Asking, account: string) => c.env.ACCOUNT.getByName(account)

/**
 * What the customer is called, and reads, unless the order says otherwise.
 *
 * @returns a failure for an account that nobody ever came to: a link would lead the customer of a mistyped id into nobody's account
 */
async function customerOf(c: Asking, account: string, { locale, user }: Details) {
  const known = await accountOf(c, account).deskView(undefined)
  if (!isKnown(known)) return problem(c, 'not-found', { detail: NOBODY })
  return { account, name: known.name, user, locale: locale ?? known.locale }
}

const ACTS: Acts = {
  look: async (c, account) => orProblem(c, await accountOf(c, account).check()),

  async link(c, account, details) {
    const { goto } = details
    const settings = readSettings(c.env)
    if (goto !== undefined && !isOwnPage(goto, settings.publicOrigin)) return problem(c, 'bad-request', { detail: GOTO })
    const customer = await customerOf(c, account, details)
    if (customer instanceof Response) return customer
    const page = goto ?? inLocale(localeOfTag(customer.locale), CONNECTION_PAGE)
    return mintLink(settings, { ...customer, goto: page, bySupport: true })
  },

  async handover(c, account, details) {
    const { why, organisation, email } = details
    const customer = await customerOf(c, account, details)
    if (customer instanceof Response) return customer
    const made = await makeHandover(c, { ...customer, locale: localeOfTag(customer.locale), why, organisation, email })
    return made.ok ? made.value : refuseToMake(c, made)
  },

  async 'revoke-handover'(c, account, { id }) {
    if (id === undefined) return problem(c, 'bad-request', { detail: 'id: is missing' })
    await accountOf(c, account).handovers().revoke(id, actorOf(c))
    return {}
  },

  redeliver: async (c, account, { from }) => ({ count: await accountOf(c, account).redeliver(from) }),

  disconnect: async (c, account) => orProblem(c, await accountOf(c, account).disconnect(actorOf(c))),

  async 'end-visits'(c, account) {
    await accountOf(c, account).endSessions()
    return {}
  },

  async erase(c, account) {
    const ended = await removeAccount(c, account, { erase: true })
    return ended.ok ? {} : problem(c, ended.error, ended)
  },
}

const names = <K extends string>(table: Readonly<Record<K, unknown>>) => v.picklist(Object.keys(table) as K[], 'is no act')

export const Order = orderOf({ ...DETAILS, act: names(ACTS), reason: Reason })

export const CommentOrder = orderOf({
  act: names(COMMENT_ACTS),
  id: v.pipe(v.number(COMMENT_NUMBER), v.safeInteger(COMMENT_NUMBER)),
  text: v.optional(tidied(tidyText, LONGEST_COMMENT)),
})

/** @returns undefined for who may act */
const refuseReaders = (c: Asking): Response | undefined =>
  staffOf(c).roles.includes('act') ? undefined : problem(c, 'forbidden-scope', { detail: 'You may look at the desk, not act' })

export function doAct(c: Asking, account: string, order: v.InferOutput<typeof Order>): Promise<Response> {
  const { act, reason, id } = order
  c.set('account', account)
  return audited(c, { what: act, account, reason, subject: id ?? null }, async () => {
    const done = refuseReaders(c) ?? (await ACTS[act](c, account, order))
    return done instanceof Response ? done : c.json(done, 200)
  })
}

export const changeComment = (c: Asking, { act, id, text }: v.InferOutput<typeof CommentOrder>): Promise<Response> =>
  audited(c, { what: `comment-${act}`, subject: String(id) }, async () => {
    const refused = refuseReaders(c)
    if (refused !== undefined) return refused
    if ((act === 'reply') !== (text !== undefined)) return problem(c, 'bad-request', { detail: 'text: goes with reply alone' })
    const values = [id, ...(act === 'remove' ? [] : [now()]), ...(text === undefined ? [] : [text])]
    const comment = await c.env.FEEDBACK.prepare(COMMENT_ACTS[act])
      .bind(...values)
      .first()
    return comment === null ? problem(c, 'not-found') : c.json(comment, 200)
  })
