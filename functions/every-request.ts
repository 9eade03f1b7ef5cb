/** What every request passes, on its way to the guide or to the desk. */
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { now } from '../src/contract/clock.ts'
import { noteCode } from './desk/code-index.ts'
import type { Hono } from './http/hono.ts'
import { createRef, problem } from './http/problem.ts'
import { BODY_LIMIT_BYTES, isWithinRate, sourceOf } from './http/rate-limits.ts'
import { logUnexpected } from './http/unexpected.ts'
import { fieldsOf, log } from './log.ts'
import type { AppEnv } from './session/context.ts'
import { readSettings } from './settings.ts'

/** Logs one line a request, except for tokens from the copies. It has the route's pattern, never the address, which may hold a code or a token. */
export const keepLog = createMiddleware<AppEnv>(async (c, next) => {
  const ref = createRef()
  const startedAt = Date.now()
  c.set('ref', ref)
  await next()
  if (c.get('quiet')) return
  const fields = {
    method: c.req.method,
    route: routeOf(c),
    status: c.res.status,
    ms: Date.now() - startedAt,
    problem: c.get('problem'),
  }
  const [account, key] = [c.get('account'), c.get('key')]
  const whose = { account, key, address: key === undefined ? undefined : sourceOf(c) }
  log(c.res.status >= 500 ? 'error' : 'info', 'request', { ref, ...fields, ...whose })
  // A person may read this code out. A service's calls fail by the thousand, and it knows its accounts.
  if (account !== undefined && key === undefined && fields.problem !== undefined)
    c.executionCtx.waitUntil(
      mayNote(c.env, account)
        .then((may) => (may ? noteCode(c.env, { code: ref, account, at: now(), fields }) : undefined))
        .catch((error: unknown) => log('warn', 'code.not-noted', { ref, ...fieldsOf(error) })),
    )
})

/** One account's browsers must not fill the database. The desk, whose people we know, has no rate. */
const mayNote = async ({ READER_RATE: rate }: Partial<Env>, account: string): Promise<boolean> =>
  rate === undefined || isWithinRate(rate, `code:${account}`)

/** The pattern of the resource's route; those of pages and middleware match anything. */
const routeOf = (c: Context<AppEnv>): string => matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? '/*'

/** @throws SettingsError, which `onError` answers, naming the setting */
export const checkSettings = createMiddleware<AppEnv>(async (c, next) => {
  readSettings(c.env)
  await next()
})

export const limitBody = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => problem(c, 'too-large') })
export const limitOrder = limitBody(BODY_LIMIT_BYTES)

export const notFound = (c: Context<AppEnv>) => c.body(null, 404)

/** Answers what no route has, and what went wrong. */
export function answerTheRest(app: Hono<AppEnv>): void {
  app.notFound(notFound)
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400)
      return problem(c, 'bad-request', { detail: 'The body cannot be read' })
    const { code, ...more } = logUnexpected(error, c.get('ref'))
    return problem(c, code, more)
  })
}
