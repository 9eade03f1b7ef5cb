import type { Context } from 'hono'
import Mustache from 'mustache'
import { formatOf } from '../../src/contract/languages.ts'
import { createD1CommentBook, type ShownComment } from '../feedback/comments.ts'
import { type GuidePage, parseGuidePage, readBuiltPage } from '../feedback/guide-page.ts'
import { Hono } from '../http/hono.ts'
import { problem } from '../http/problem.ts'
import { sessionView } from '../pages/session-view.ts'
import type { AppEnv } from '../session/context.ts'
import { loadSession } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'

/** A page takes comments when it leads to them. Pages built with comments off do not. */
export const takesComments = (html: string): boolean => html.includes('data-comments="')

/** `/connect/log-in/` has its comments at `/comments/connect/log-in/`, `/zh-hans/…` at `/zh-hans/comments/…`. */
export const commentsAddress = ({ address, page }: GuidePage): string => `${prefixOf({ address, page })}/comments${page}`

const prefixOf = ({ address, page }: Pick<GuidePage, 'address' | 'page'>): string => address.slice(0, -page.length)

/** The comments of one step, and the form for one more: whole as it arrives, with scripts or without. */
async function showComments(c: Context<AppEnv>) {
  const { locale, flow, step } = c.req.param()
  const page = parseGuidePage(`${locale === undefined ? '' : `/${locale}`}/${flow}/${step}/`)
  const { takesComments: on, publicOrigin } = readSettings(c.env)
  if (page === undefined || !on) return problem(c, 'not-found')
  const [commented, template, shown] = await Promise.all([
    readBuiltPage(c.env.ASSETS, publicOrigin, page.address),
    readBuiltPage(c.env.ASSETS, publicOrigin, `${prefixOf(page)}/comments/`),
    createD1CommentBook(c.env.FEEDBACK).findShown(page),
  ])
  if (commented === undefined || template === undefined || !takesComments(commented)) return problem(c, 'not-found')
  const view = {
    page: { address: page.address, rest: page.page.slice(1), title: titleOf(commented) },
    count: shown.length,
    one: shown.length === 1,
    comments: shown.map((comment) => viewOf(comment, page.locale)),
    visitor: visitorOf(c),
    ...sessionView(c),
  }
  return c.html(Mustache.render(template, view), 200)
}

/** From the built page: without the site's name, and still escaped. */
const titleOf = (html: string): string => /<title>(.*?)(?: · [^·<]*)?<\/title>/.exec(html)?.[1] ?? ''

function viewOf({ name, text, writtenAt, reply, repliedAt }: ShownComment, locale: string) {
  const format = new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: 'Australia/Sydney' })
  const answer = reply === null || repliedAt === null ? undefined : { text: reply, writtenOn: format.format(repliedAt * 1000) }
  return { name, text, writtenOn: format.format(writtenAt * 1000), answer }
}

/** Suggests a first name. A page that everyone can read needs no more, and never the account or its business. */
function visitorOf(c: Context<AppEnv>) {
  const session = c.get('session')
  return session === undefined ? undefined : { name: session.user?.trim().split(/\s+/)[0] ?? '' }
}

export const commentPages = new Hono<AppEnv>()
  .get('/comments/:flow/:step/', loadSession, showComments)
  .get('/:locale/comments/:flow/:step/', loadSession, showComments)
