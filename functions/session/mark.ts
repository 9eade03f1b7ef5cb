/**
 * A page acts only for the session that it was shown for. Its forms carry that session's mark in a field, its scripts in a header; where
 * the browser has moved to another account meanwhile, nothing is done.
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

export const MARK_HEADER = 'Visit'
export const MARK_FIELD = 'visit'
const MARK = /^[\w-]{22}$/

export const markOf = (c: Context<AppEnv>, { id }: SessionKey): string => readSettings(c.env).marks.of('session', id)

/** @returns which of the browser's sessions a mark is of, the current one or another, while that is alive */
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
    // A look by a script that knows no mark shows the current account, as a page that is loaded now would.
    if (mark === undefined && SAFE_METHODS.includes(c.req.method)) return next()
    if (mark !== undefined && marks.fits(mark, 'session', session.id)) return next()
    return otherAccount(c, mark)
  }
  // The current session was left or is over; the page's own may be one of those that wait.
  const isWaiting = mark !== undefined && (await findSession(c, mark)) !== undefined
  return isWaiting ? otherAccount(c, mark) : problem(c, 'session-lost')
})

/** The address may hold the mark: it opens nothing by itself. */
const otherAccount = (c: Context<AppEnv>, mark: string | undefined) =>
  problem(c, 'other-account', { query: { ...(mark !== undefined && MARK.test(mark) ? { visit: mark } : {}), ...fromOf(c) } })

/** The page that was acted on, to come back to it. */
function fromOf(c: Context<AppEnv>): { readonly from?: string } {
  const referer = c.req.header('Referer') ?? ''
  const { publicOrigin } = readSettings(c.env)
  if (!URL.canParse(referer) || new URL(referer).origin !== publicOrigin) return {}
  const { pathname, search } = new URL(referer)
  return isOwnPage(pathname + search, publicOrigin) ? { from: pathname + search } : {}
}

async function readMark(c: Context<AppEnv>): Promise<string | undefined> {
  const named = c.req.header(MARK_HEADER)
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(c.req.header('Content-Type') ?? '')
  if (named !== undefined || !isForm || SAFE_METHODS.includes(c.req.method)) return named
  const field = (await readForm(c))[MARK_FIELD]
  return typeof field === 'string' ? field : undefined
}

/** The body is kept by Hono for whoever validates the other fields. */
async function readForm(c: Context<AppEnv>) {
  try {
    return await c.req.parseBody()
  } catch (error) {
    if (error instanceof TypeError) throw new HTTPException(400, { message: 'a form that cannot be read', cause: error })
    throw error
  }
}
