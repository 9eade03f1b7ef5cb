/**
 * A page acts only for the session that it was shown for. Its forms carry that session's mark in a field, its scripts in a header. If the
 * browser has switched to another account since, nothing happens.
 */
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { problem } from '../http/problem.ts'
import { readSettings } from '../settings.ts'
import type { AppEnv } from './context.ts'
import { SAFE_METHODS } from './own-origin.ts'
import { isOwnPage } from './own-page.ts'
import { allOf, type Session, type SessionKey } from './session.ts'
import { heldSessions, readSession } from './session-cookie.ts'

const MARK_HEADER = 'Visit'
const MARK_FIELD = 'visit'
const MARK = /^[\w-]{22}$/

export const markOf = (c: Context<AppEnv>, { id }: SessionKey): string => readSettings(c.env).marks.of('session', id)

/** @returns the browser's session that a mark belongs to, current or not, while it lasts */
export async function findSession(c: Context<AppEnv>, mark: string): Promise<Session | undefined> {
  const { marks } = readSettings(c.env)
  const session = c.get('session')
  const key = allOf(heldSessions(c)).find(({ id }) => marks.fits(mark, 'session', id))
  if (key === undefined) return undefined
  return key.id === session?.id ? session : readSession(c, key)
}

/** Answers `session-lost` where there is no session, `other-account` where the page was shown for another one. */
export const requireSession = createMiddleware<AppEnv>(async (c, next) => {
  const session = c.get('session')
  const mark = await readMark(c)
  const { marks } = readSettings(c.env)
  if (session !== undefined) {
    // A read by a script without a mark gets the current account, as a new page would.
    if (mark === undefined && SAFE_METHODS.includes(c.req.method)) return next()
    if (mark !== undefined && marks.fits(mark, 'session', session.id)) return next()
    return otherAccount(c, mark)
  }
  // The current session has ended; the page's own may be another one.
  const isWaiting = mark !== undefined && (await findSession(c, mark)) !== undefined
  if (isWaiting) return otherAccount(c, mark)
  const from = fromOf(c)
  return problem(c, 'session-lost', from && { query: { goto: from.pathname } })
})

/** The mark may be in the address, since it grants nothing by itself. */
function otherAccount(c: Context<AppEnv>, mark: string | undefined) {
  const from = fromOf(c)
  const visit = mark !== undefined && MARK.test(mark) ? { visit: mark } : {}
  return problem(c, 'other-account', { query: { ...visit, ...(from && { from: from.pathname + from.search }) } })
}

/** The page with the form, to come back to. */
function fromOf(c: Context<AppEnv>): URL | undefined {
  const referer = c.req.header('Referer') ?? ''
  const { publicOrigin } = readSettings(c.env)
  const url = URL.canParse(referer) ? new URL(referer) : undefined
  return url?.origin === publicOrigin && isOwnPage(url.pathname + url.search, publicOrigin) ? url : undefined
}

async function readMark(c: Context<AppEnv>): Promise<string | undefined> {
  const named = c.req.header(MARK_HEADER)
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(c.req.header('Content-Type') ?? '')
  if (named !== undefined || !isForm || SAFE_METHODS.includes(c.req.method)) return named
  const field = (await readForm(c))[MARK_FIELD]
  return typeof field === 'string' ? field : undefined
}

/** hono caches the body for the validation of the other fields. */
async function readForm(c: Context<AppEnv>) {
  try {
    return await c.req.parseBody()
  } catch (error) {
    if (error instanceof TypeError) throw new HTTPException(400, { message: 'a form that cannot be read', cause: error })
    throw error
  }
}
