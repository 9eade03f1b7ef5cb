import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import Mustache from 'mustache'
import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { inLocale, localeOfTag } from '../../src/contract/languages.ts'
import { readBuiltPage } from '../feedback/guide-page.ts'
import { Hono } from '../http/hono.ts'
import { refuseHead } from '../http/method-not-allowed.ts'
import { type ProblemMore, problem } from '../http/problem.ts'
import { accountKey, addressOf, isWithinRate, tooManyRequests } from '../http/rate-limits.ts'
import { valid } from '../http/valid.ts'
import { viewOf } from '../pages/connection-view.ts'
import { nameOf } from '../pages/session-view.ts'
import type { AppEnv } from '../session/context.ts'
import { allOf, type Link, openLink, type Session, withCurrent } from '../session/session.ts'
import { heldSessions, loadSession, readSession, writeSessions } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'

const Token = v.object({ token: v.pipe(v.string('is missing'), v.minLength(1, 'is empty')) })

/**
 * Prefetches, images, frames and previews must not use up the link: only a person who follows it does. They get a 503, since a browser
 * throws away a failed prefetch and asks again when the person follows the link. A request without these headers counts as a person,
 * since browsers before 2023 send none.
 *
 * @see W3C Fetch Metadata §2.1; Speculation Rules, `Sec-Purpose`
 */
const requirePerson = createMiddleware<AppEnv>(async (c, next) => {
  const purpose = c.req.header('Sec-Purpose') ?? c.req.header('Purpose') ?? ''
  const destination = c.req.header('Sec-Fetch-Dest') ?? 'document'
  return /prefetch|prerender/i.test(purpose) || destination !== 'document' ? c.body(null, 503) : next()
})

/** Opens the session that miBilling asked for. The link works once, and again in the browser that used it. */
export const start = new Hono<AppEnv>()
  .get('/', refuseHead('GET, POST'), requirePerson, loadSession, valid('query', Token), async (c) => {
    const link = await readLink(c, c.req.valid('query').token)
    if (link instanceof Response) return link
    const session = c.get('session')
    if (session === undefined || session.account === link.account) return open(c, link)
    // Another tab may be in the middle of something, so the person decides whether this browser switches accounts.
    if (link.until <= now() && (await readOwn(c, link.account))?.link !== link.id) return expired(c, link)
    return ask(c, link)
  })
  .post('/', requirePerson, loadSession, valid('form', Token), async (c) => {
    const link = await readLink(c, c.req.valid('form').token)
    return link instanceof Response ? link : open(c, link)
  })

async function readLink(c: Context<AppEnv>, token: string): Promise<Link | Response> {
  const link = await openLink(readSettings(c.env).sessionSeal, token)
  const key = link === undefined ? addressOf(c) : accountKey(link.account)
  if (!(await isWithinRate(c.env.READER_RATE, key))) return tooManyRequests(c)
  if (link === undefined) return problem(c, 'bad-request', { detail: 'token: is not a link of ours, or not the whole of it' })
  c.set('account', link.account)
  return link
}

/** Where a link leads: the start page in the person's language, unless it names a page. */
const pageOf = ({ goto, locale }: Link): string => goto ?? inLocale(localeOfTag(locale), '/')

/** The problem's page leads to a fresh link for the same page. */
const wanting = (link: Link): ProblemMore => ({ query: { goto: pageOf(link) } })
const expired = (c: Context<AppEnv>, link: Link): Response => problem(c, 'link-expired', wanting(link))

/** The browser's session for an account, current or not, while it lasts. */
async function readOwn(c: Context<AppEnv>, account: string): Promise<Session | undefined> {
  const session = c.get('session')
  if (session?.account === account) return session
  const key = heldSessions(c).others.find((other) => other.account === account)
  return key === undefined ? undefined : readSession(c, key)
}

/**
 * A second link for the same account continues the browser's session, so that an attempt in another tab still works. A session that has
 * ended keeps its id too: pages that were left open still belong to the same account.
 */
async function open(c: Context<AppEnv>, link: Link): Promise<Response> {
  const { account, name, user, returnUrl, locale, currency, bySupport } = link
  const own = await readOwn(c, account)
  const id = allOf(heldSessions(c)).find((held) => held.account === account)?.id ?? crypto.randomUUID()
  if (own?.link !== link.id) {
    if (link.until <= now()) return expired(c, link)
    const details = { link: link.id, name, user, returnUrl, locale, currency, bySupport }
    const opened = await c.env.ACCOUNT.getByName(account).openSession(id, details, link.until)
    if (!opened.ok) return problem(c, opened.error, wanting(link))
  }
  await writeSessions(c, withCurrent(heldSessions(c), { account, id }))
  return c.redirect(pageOf(link), 303)
}

/** "You are setting up A. Switch to B?": only the form's POST uses the link up. */
async function ask(c: Context<AppEnv>, link: Link): Promise<Response> {
  const locale = localeOfTag(link.locale)
  const template = await readBuiltPage(c.env.ASSETS, readSettings(c.env).publicOrigin, inLocale(locale, '/switch/'))
  if (template === undefined) throw new Error('the page /switch/ is not among the built pages')
  const switching = { name: nameOf(link), account: link.account, token: c.req.query('token') }
  return c.html(Mustache.render(template, { ...(await viewOf(c)), switching }), 200)
}
