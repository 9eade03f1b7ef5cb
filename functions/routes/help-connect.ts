/** The helper's way: a page that changes nothing however often it is opened, and the press that begins. */
import type { Context } from 'hono'
import Mustache from 'mustache'
import * as v from 'valibot'
import { inLocale, LOCALES, type Locale, localeOfPath } from '../../src/contract/languages.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { readBuiltPage } from '../feedback/guide-page.ts'
import { Hono } from '../http/hono.ts'
import { problem } from '../http/problem.ts'
import { addressOf, isWithinRate, tooManyRequests } from '../http/rate-limits.ts'
import { valid } from '../http/valid.ts'
import { helperView, undoView } from '../pages/helper-view.ts'
import type { AppEnv } from '../session/context.ts'
import { holdHelper, readHelper } from '../session/helper-cookie.ts'
import { closeHandover, type HandoverKey, openHandover, openUndo } from '../session/session.ts'
import { loadSession, readSession } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'
import { actorOf } from './request-actor.ts'

const PAGE = '/help-connect/'
const UNDO_PAGE = '/undo-connection/'
/** The page for someone who has a visit to the account themselves. */
const OWN_PAGE = '/connect/log-in/'

const token = v.pipe(v.string('is missing'), v.minLength(1, 'is empty'), v.maxLength(2000, 'is too long'))
const locale = v.optional(v.picklist(LOCALES, 'is not a language of the guide'), 'en')
const Press = v.object({ token, locale })
const Claim = v.object({
  token,
  locale,
  name: v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(200, 'is too long')),
})

/** A page that a token opens: whole as it arrives, and for nobody's cache or index. */
async function show(c: Context<AppEnv>, page: string, view: object) {
  const template = await readBuiltPage(c.env.ASSETS, readSettings(c.env).publicOrigin, page)
  if (template === undefined) throw new Error(`the page ${page} is not among the built pages`)
  c.header('X-Robots-Tag', 'noindex')
  return c.html(Mustache.render(template, view), 200)
}

/** Reads alone: scanners, previews and prefetches may come as often as they like. */
async function showHandover(c: Context<AppEnv>) {
  const key = await openHandover(readSettings(c.env).sessionSeal, c.req.query('token') ?? '')
  if (key !== undefined) c.set('account', key.account)
  return show(c, inLocale(localeOfPath(c.req.path), PAGE), await helperView(c, key))
}

async function showUndo(c: Context<AppEnv>) {
  const key = await openUndo(readSettings(c.env).sessionSeal, c.req.query('token') ?? '')
  if (key !== undefined) c.set('account', key.account)
  return show(c, inLocale(localeOfPath(c.req.path), UNDO_PAGE), await undoView(c, key))
}

export const helperPages = new Hono<AppEnv>()
  .get('/help-connect/', loadSession, showHandover)
  .get('/:locale/help-connect/', loadSession, showHandover)
  .get('/undo-connection/', showUndo)
  .get('/:locale/undo-connection/', showUndo)

/** Where a helper goes after each press and each way back from Xero: the same page, which shows how things are. */
export async function helperPage(
  c: Context<AppEnv>,
  key: HandoverKey,
  { locale, query = {} }: { readonly locale: Locale; readonly query?: Readonly<Record<string, string>> },
): Promise<string> {
  const sealed = await closeHandover(readSettings(c.env).sessionSeal, key)
  return `${inLocale(locale, PAGE)}?${new URLSearchParams({ token: sealed, ...query })}`
}

/** Names a token's hand-over for the log, and counts the press. */
async function limitPress(c: Context<AppEnv>, key: HandoverKey | undefined): Promise<Response | HandoverKey> {
  const rate = key === undefined ? addressOf(c) : `helper:${key.account}`
  if (!(await isWithinRate(c.env.READER_RATE, rate))) return tooManyRequests(c)
  if (key === undefined) return problem(c, 'bad-request', { detail: 'token: is not a link of ours, or not the whole of it' })
  c.set('account', key.account)
  return key
}

/** For programs; a person sees the page. */
const CLAIM_QUERY = { unmatched: 'unmatched', several: 'several', spent: 'spent' } as const

export const helpConnect = new Hono<AppEnv>()
  .post('/', loadSession, valid('form', Press), async (c) => {
    const { token: sealed, locale } = c.req.valid('form')
    const key = await limitPress(c, await openHandover(readSettings(c.env).sessionSeal, sealed))
    if (key instanceof Response) return key
    const { account, id } = key
    // Whoever comes from miStable for this account may do it all, and needs no link.
    if ((await readOwn(c, account)) !== undefined) return c.redirect(inLocale(locale, OWN_PAGE), 303)
    const session = (await readHelper(c, key))?.id ?? crypto.randomUUID()
    const begun = await c.env.ACCOUNT.getByName(account).handovers().begin(id, session, locale, actorOf(c))
    if (!begun.ok) return c.redirect(await helperPage(c, key, { locale }), 303)
    await holdHelper(c, { account, id: session, handover: id })
    return c.redirect(begun.value, 303)
  })
  .post('/claim', valid('form', Claim), async (c) => {
    const { token: sealed, locale, name } = c.req.valid('form')
    const key = await limitPress(c, await openHandover(readSettings(c.env).sessionSeal, sealed))
    if (key instanceof Response) return key
    const helper = await readHelper(c, key)
    if (helper === undefined) return problem(c, 'session-lost')
    const claimed = await c.env.ACCOUNT.getByName(key.account).claim(helper.id, name, actorOf(c))
    const query = claimed.ok ? {} : queryOf(c, claimed.error)
    return c.redirect(await helperPage(c, key, { locale, query }), 303)
  })

function queryOf(c: Context<AppEnv>, error: string): Readonly<Record<string, string>> {
  const claim = lookUp(CLAIM_QUERY, error)
  return claim === undefined ? { problem: error, ref: c.get('ref') } : { problem: 'no-organisation' satisfies ProblemCode, claim }
}

async function readOwn(c: Context<AppEnv>, account: string) {
  const held = c.get('held')
  const key = [held?.current, ...(held?.others ?? [])].find((one) => one?.account === account)
  return key === undefined ? undefined : readSession(c, key)
}

export const undoConnection = new Hono<AppEnv>().post('/', valid('form', Press), async (c) => {
  const { token: sealed, locale } = c.req.valid('form')
  const key = await limitPress(c, await openUndo(readSettings(c.env).sessionSeal, sealed))
  if (key instanceof Response) return key
  const undone = await c.env.ACCOUNT.getByName(key.account).handovers().undo(key.id, actorOf(c))
  if (!undone.ok && undone.error !== 'link-expired' && undone.error !== 'not-found') return problem(c, undone.error, undone)
  return c.redirect(`${inLocale(locale, UNDO_PAGE)}?${new URLSearchParams({ token: sealed })}`, 303)
})
