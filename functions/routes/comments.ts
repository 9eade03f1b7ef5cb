import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { LONGEST_COMMENT, LONGEST_COMMENT_NAME } from '../../src/contract/comment-limits.ts'
import { createD1CommentBook } from '../feedback/comments.ts'
import { readBuiltPage } from '../feedback/guide-page.ts'
import { tidyLine, tidyText } from '../feedback/plain-text.ts'
import { Hono } from '../http/hono.ts'
import { isNavigation, problem } from '../http/problem.ts'
import { addressOf, isWithinRate, limitRate } from '../http/rate-limits.ts'
import { valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { requireSession } from '../session/mark.ts'
import { loadSession, sessionOf } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'
import { commentsAddress, takesComments } from './comment-pages.ts'
import { GuidePageAddress } from './guide-page-address.ts'

export const tidied = (tidy: (text: string) => string, longest: number) =>
  v.pipe(
    v.string('must be text'),
    v.transform(tidy),
    v.minLength(1, 'must not be empty'),
    v.maxLength(longest, `must be at most ${longest} characters`),
  )

const Comment = v.object({
  page: GuidePageAddress,
  name: tidied(tidyLine, LONGEST_COMMENT_NAME),
  text: tidied(tidyText, LONGEST_COMMENT),
})
const Query = v.object({ page: GuidePageAddress })

/** Where comments are off, these addresses don't exist. */
const requireComments = createMiddleware<AppEnv>(async (c, next) =>
  readSettings(c.env).takesComments ? next() : problem(c, 'not-found'),
)

const limitLooks = limitRate<AppEnv>((c) => isWithinRate(c.env.FEEDBACK_RATE, `comments:${addressOf(c)}`))

/** How many comments a step has, for the step's own page, and a new one by a person who came from miStable. */
export const comments = new Hono<AppEnv>()
  .use(requireComments, loadSession)
  .get('/', limitLooks, valid('query', Query), async (c) => {
    const count = await createD1CommentBook(c.env.FEEDBACK).countShown(c.req.valid('query').page)
    return c.json({ count, mayComment: c.get('session') !== undefined }, 200)
  })
  .post('/', requireSession, valid('form', Comment), async (c) => {
    const { page, name, text } = c.req.valid('form')
    const html = await readBuiltPage(c.env.ASSETS, readSettings(c.env).publicOrigin, page.address)
    if (html === undefined || !takesComments(html))
      return problem(c, 'bad-request', { detail: 'page: is not a page of the guide that takes comments' })
    const comment = { account: sessionOf(c).account, name, text, writtenAt: now() }
    const written = await createD1CommentBook(c.env.FEEDBACK).write(page, comment)
    if (!written.ok) return problem(c, 'too-many-requests', written)
    if (isNavigation(c)) return c.redirect(`${commentsAddress(page)}#comment-noted`, 303)
    return c.json({ state: 'waiting' as const }, 201)
  })
