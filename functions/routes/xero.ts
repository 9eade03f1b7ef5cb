import type { Context } from 'hono'
import * as v from 'valibot'
import { inLocale, LOCALES } from '../../src/contract/languages.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import { CONNECTION_PAGE } from '../../src/contract/pages.ts'
import { Hono } from '../http/hono.ts'
import { refuseHead } from '../http/method-not-allowed.ts'
import { isNavigation, problem, problemPage, readLocale } from '../http/problem.ts'
import { accountKey, addressOf, isWithinRate, limitRate } from '../http/rate-limits.ts'
import { orEmpty, TenantId, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { heldHelpers, isHelping } from '../session/helper-cookie.ts'
import { markOf, requireSession } from '../session/mark.ts'
import { allOf, type HelperKey, type SessionKey } from '../session/session.ts'
import { heldSessions, loadSession, readSession, sessionOf } from '../session/session-cookie.ts'
import { helperPage } from './help-connect.ts'
import { actorOf } from './request-actor.ts'

const Form = v.object({
  /** Set on a page that showed a dead connection: nobody is sent to Xero for one that works again. */
  repair: v.optional(v.literal('yes')),
  organisation: orEmpty(TenantId),
  locale: v.optional(v.picklist(LOCALES, 'is not a language of the guide')),
})

/** A company's name as a person types it; Xero's names are shorter. */
const Claim = v.object({
  name: v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(200, 'is too long')),
})

/** RFC 6749 §4.1.2: a code, or an error, always with our state. */
const CallbackQuery = v.object({
  state: v.pipe(v.string('is missing'), v.minLength(1, 'is empty'), v.maxLength(512, 'is too long')),
  code: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(4096, 'is too long'))),
  error: v.optional(v.pipe(v.string(), v.maxLength(512, 'is too long'))),
  /** Xero's words, for the log. Anything goes, since they must not fail a callback. */
  error_description: v.fallback(v.optional(v.string()), undefined),
})

/** For programs; a person sees the page. */
const CLAIM_ANSWERS = {
  unmatched: 'this Xero login has connected no company of this name',
  several: 'more than one company has this name',
  spent: 'was tried too often; go to Xero again',
} as const

const limitAttempts = limitRate<AppEnv>((c) => {
  const account = c.get('session')?.account
  return isWithinRate(c.env.READER_RATE, account === undefined ? addressOf(c) : accountKey(account))
})

/** To Xero and back. Both ends answer 303, so that no page ever has an address with a code in it. */
export const xero = new Hono<AppEnv>()
  .use(loadSession)
  .post('/authorize', limitAttempts, requireSession, valid('form', Form), async (c) => {
    const { account, id } = sessionOf(c)
    const { organisation, locale, repair } = c.req.valid('form')
    if (repair !== undefined && (await isRepaired(c, organisation)))
      return c.redirect(inLocale(locale ?? readLocale(c), `${CONNECTION_PAGE}?repaired=already`), 303)
    const start = { session: id, actor: actorOf(c), locale: locale ?? readLocale(c), expected: organisation }
    const begun = await c.env.ACCOUNT.getByName(account).beginAttempt(start)
    if (!begun.ok) return problem(c, 'bad-request', { detail: 'organisation: is not one of this account' })
    return c.redirect(begun.value, 303)
  })
  .get('/callback', refuseHead('GET'), valid('query', CallbackQuery), async (c) => {
    const { state, error_description: description, ...query } = c.req.valid('query')
    const ended = await endAttempt(c, state, { ...query, description, ref: c.get('ref') })
    if (ended === undefined) return problem(c, 'session-lost', { query: { goto: inLocale(readLocale(c), '/connect/log-in/') } })
    const { key, outcome, locale = readLocale(c) } = ended
    if ('problem' in outcome) c.set('problem', outcome.problem)
    if (isHelper(key)) {
      const query: Record<string, string> = 'problem' in outcome ? { problem: outcome.problem, ref: outcome.ref } : {}
      return c.redirect(await helperPage(c, { account: key.account, id: key.handover }, { locale, query }), 303)
    }
    const page = 'step' in outcome ? inLocale(locale, pageAfter(outcome)) : problemPage(outcome.problem, outcome.ref, locale)
    if (key.id === c.get('session')?.id) return c.redirect(page, 303)
    // The attempt has ended in its own account, and the next page would show the current one.
    return c.redirect(problemPage('other-account', c.get('ref'), locale, { visit: markOf(c, key), from: page }), 303)
  })
  .post('/claim', limitAttempts, requireSession, valid('form', Claim), async (c) => {
    const { account, id } = sessionOf(c)
    const claimed = await c.env.ACCOUNT.getByName(account).claim(id, c.req.valid('form').name, actorOf(c))
    if (claimed.ok) return c.redirect(inLocale(readLocale(c), pageAfter({ step: claimed.value })), 303)
    const { error } = claimed
    if (error !== 'unmatched' && error !== 'several' && error !== 'spent') return problem(c, error, claimed)
    if (!isNavigation(c)) return problem(c, 'no-organisation', { detail: `name: ${lookUp(CLAIM_ANSWERS, error)}` })
    return c.redirect(problemPage('no-organisation', c.get('ref'), readLocale(c), { claim: error }), 303)
  })

const isHelper = (key: SessionKey | HelperKey): key is HelperKey => 'handover' in key

/** Whether a colleague has reconnected the organisation since the page was shown. */
async function isRepaired(c: Context<AppEnv>, tenantId: string | undefined): Promise<boolean> {
  const { state, organisation } = await c.env.ACCOUNT.getByName(sessionOf(c).account).connection()
  return state === 'connected' && organisation?.tenantId === tenantId
}

/** The person's own page shows what a reconnection kept. The flow's next page says when Xero added nothing. */
const pageAfter = ({ step, nothingNew }: { readonly step: string; readonly nothingNew?: true }): string =>
  step === 'connected' ? CONNECTION_PAGE : `/connect/${step}/${nothingNew === true ? '?new=none' : ''}`

const isAlive = async (c: Context<AppEnv>, key: SessionKey | HelperKey): Promise<boolean> =>
  isHelper(key) ? isHelping(c, key) : key.id === c.get('session')?.id || (await readSession(c, key)) !== undefined

/** What Xero's callback brings along with the state. */
interface CallbackFields {
  readonly code?: string | undefined
  readonly error?: string | undefined
  readonly description?: string | undefined
  readonly ref: string
}

/**
 * Ends the attempt in the account that it was begun for, even when the browser has switched to another one: only the session that began it
 * knows the state. A helper whose link was revoked meanwhile goes back to the link's page, which says so; their code is not traded.
 *
 * @returns undefined when no session is alive
 */
async function endAttempt(c: Context<AppEnv>, state: string, fields: CallbackFields) {
  const endFor = async (key: SessionKey | HelperKey) => ({
    key,
    ...(await c.env.ACCOUNT.getByName(key.account).endAttempt(key.id, state, fields)),
  })
  let first: Awaited<ReturnType<typeof endFor>> | undefined
  for (const key of [...allOf(heldSessions(c)), ...(await heldHelpers(c))]) {
    if (!(await isAlive(c, key))) {
      const locale = isHelper(key) && (await c.env.ACCOUNT.getByName(key.account).handovers().localeOf(state, key.id))
      if (locale) return { key, locale, outcome: { problem: 'link-expired' as const, ref: fields.ref } }
      continue
    }
    const ended = await endFor(key)
    first ??= ended
    if ('problem' in ended.outcome && ended.outcome.problem === 'attempt-unknown') continue
    c.set('account', key.account)
    return ended
  }
  return first
}
