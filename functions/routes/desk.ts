/** The support desk, for people from miStable alone. Each look and each act is in the audit trail. */
import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import type { DeskAnswer, DeskComment, DeskComments, DeskFleet, DeskSignals } from '../../src/contract/desk.ts'
import { SUPPORT_CODE } from '../../src/contract/support-code.ts'
import { refuseOtherSites, requireAccess, staffOf } from '../desk/access.ts'
import { audited, readAudit } from '../desk/audit.ts'
import { readCode } from '../desk/code-index.ts'
import { countFleet, readFleet, readFleetAccount, searchFleet } from '../desk/fleet-index.ts'
import { readStuck, stuckCsv } from '../desk/passages.ts'
import { COMMENTS_SHOWN, PAGE_OF_ALL, PAGE_OF_WAITING } from '../feedback/comment-desk.ts'
import { dayOf, SIGNALS_BY_PAGE } from '../feedback/signals.ts'
import { Hono } from '../http/hono.ts'
import { AccountId, AccountParam, orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { WholeNumber } from './accounts.ts'
import { CommentOrder, changeComment, doAct, Order } from './desk-acts.ts'
import { FleetQuery } from './fleet.ts'

const DAY_SECONDS = 86_400
const EVENTS = 100
const Days = v.object({ days: v.optional(v.pipe(WholeNumber, v.maxValue(3650, 'must be at most 3650'))) })
const Query = orderOf({
  query: v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(200, 'is too long')),
  code: v.optional(v.pipe(v.string('must be text'), v.regex(SUPPORT_CODE, 'must be a support code such as 7KQ2-M4XP'))),
})

/** The pages are the same for everybody; only whom Access has let in gets them. */
export const deskPages = new Hono<AppEnv>().use(requireAccess).get('/*', async (c) => {
  const { status, body, headers } = await c.env.ASSETS.fetch(new Request(c.req.url, { redirect: 'manual' }))
  if (status === 404) return c.body(null, 404)
  const kept = ['Content-Type', 'Location'].flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : ([[name, value]] as [string, string][])
  })
  return new Response(body, { status, headers: kept })
})

export const desk = new Hono<AppEnv>()
  .use(refuseOtherSites, requireAccess)
  .get('/me', (c) => c.json(staffOf(c), 200))
  .post('/search', valid('json', Query), (c) => {
    const { query, code } = c.req.valid('json')
    return audited(c, { what: 'search', subject: code ?? null }, async (note) => {
      const answer = await search(c.env, query, code)
      if (answer.kind === 'accounts') note(String(answer.accounts.length))
      else note(answer.found === undefined ? 'no-code' : 'code', answer.found?.account)
      return c.json(answer, 200)
    })
  })
  .get('/accounts/:account', valid('param', AccountParam), valid('query', v.object({ before: v.optional(WholeNumber) })), (c) => {
    const { account } = c.req.valid('param')
    c.set('account', account)
    return audited(c, { what: 'account', account }, async () =>
      c.json(await c.env.ACCOUNT.getByName(account).deskView(c.req.valid('query').before), 200),
    )
  })
  .post('/accounts/:account/acts', valid('param', AccountParam), valid('json', Order), (c) =>
    doAct(c, c.req.valid('param').account, c.req.valid('json')),
  )
  .get('/stuck', valid('query', v.object({ ...Days.entries, format: v.optional(v.literal('csv')) })), (c) =>
    audited(c, { what: 'stuck' }, async () => {
      const { days = 7, format } = c.req.valid('query')
      const stuck = await readStuck(c.env, days)
      if (format === undefined) return c.json(stuck, 200)
      const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="stuck.csv"' }
      return c.body(stuckCsv(stuck.rows), 200, headers)
    }),
  )
  .get('/fleet', valid('query', FleetQuery), (c) =>
    audited(c, { what: 'fleet' }, async () => {
      const filter = c.req.valid('query')
      const [page, counts] = await Promise.all([
        readFleet(c.env, filter),
        filter.after === undefined ? countFleet(c.env) : undefined,
      ])
      return c.json({ ...page, ...(counts && { counts }) } satisfies DeskFleet, 200)
    }),
  )
  .get('/audit', valid('query', v.object({ after: v.optional(WholeNumber), account: v.optional(AccountId) })), (c) => {
    const { after, account = null } = c.req.valid('query')
    return audited(c, { what: 'audit', account }, async () => c.json(await readAudit(c.env.DESK, after, account), 200))
  })
  .get('/comments', valid('query', v.object({ all: v.optional(v.literal('true')), after: v.optional(WholeNumber) })), (c) =>
    audited(c, { what: 'comments' }, async () => {
      const { all, after = 0 } = c.req.valid('query')
      const { results } = await c.env.FEEDBACK.prepare(all ? PAGE_OF_ALL : PAGE_OF_WAITING)
        .bind(after)
        .all<DeskComment>()
      const comments = results.slice(0, COMMENTS_SHOWN)
      const next = results.length > COMMENTS_SHOWN ? comments.at(-1)?.id : undefined
      return c.json({ comments, ...(next && { next }) } satisfies DeskComments, 200)
    }),
  )
  .post('/comments', valid('json', CommentOrder), (c) => changeComment(c, c.req.valid('json')))
  .get('/signals', valid('query', Days), (c) =>
    audited(c, { what: 'signals' }, async () => {
      const { days = 90 } = c.req.valid('query')
      const { results } = await c.env.FEEDBACK.prepare(SIGNALS_BY_PAGE)
        .bind(dayOf(now() - (days - 1) * DAY_SECONDS))
        .all()
      return c.json({ pages: results as unknown as DeskSignals['pages'] } satisfies DeskSignals, 200)
    }),
  )

/** An account's id may look like a code, or have one in it. */
async function search(env: Env, query: string, code: string | undefined): Promise<DeskAnswer> {
  const known = code === undefined ? undefined : await readCode(env, code)
  if (known === undefined || code === undefined) {
    const accounts = await searchFleet(env, query)
    return code === undefined || accounts.length > 0 ? { kind: 'accounts', accounts } : { kind: 'code', code }
  }
  const account = env.ACCOUNT.getByName(known.account)
  const [row, connection, events] = await Promise.all([
    readFleetAccount(env, known.account),
    account.connection().catch(() => undefined),
    account.events(undefined, EVENTS).catch(() => undefined),
  ])
  const event = events?.events.find(({ ref }) => ref === code)
  return { kind: 'code', code, found: { ...known, name: row?.name, event, connection } }
}
