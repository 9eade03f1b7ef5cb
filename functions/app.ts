import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { now } from '../src/contract/clock.ts'
import { noteCode } from './desk/code-index.ts'
import { Hono } from './http/hono.ts'
import { describeNotFound, refuseOtherMethods } from './http/method-not-allowed.ts'
import { createRef, problem } from './http/problem.ts'
import { BODY_LIMIT_BYTES, LIST_LIMIT_BYTES, sourceOf } from './http/rate-limits.ts'
import { securityHeaders } from './http/security-headers.ts'
import { logUnexpected } from './http/unexpected.ts'
import { fieldsOf, log } from './log.ts'
import { accounts } from './routes/accounts.ts'
import { askerHandovers } from './routes/asker-handovers.ts'
import { commentPages } from './routes/comment-pages.ts'
import { comments } from './routes/comments.ts'
import { connection } from './routes/connection.ts'
import { desk, deskPages } from './routes/desk.ts'
import { fleet, reindex } from './routes/fleet.ts'
import { handovers } from './routes/handovers.ts'
import { health } from './routes/health.ts'
import { helpConnect, helperPages, undoConnection } from './routes/help-connect.ts'
import { leave } from './routes/leave.ts'
import { nextRun, nextRuns } from './routes/next-runs.ts'
import { pages } from './routes/pages.ts'
import { returnToMiStable } from './routes/return.ts'
import { securityTxt } from './routes/security-txt.ts'
import { sessions } from './routes/sessions.ts'
import { signals } from './routes/signals.ts'
import { start } from './routes/start.ts'
import { switchSession } from './routes/switch-session.ts'
import { webhooks } from './routes/webhooks.ts'
import { xero } from './routes/xero.ts'
import type { AppEnv } from './session/context.ts'
import { requireOwnOrigin } from './session/own-origin.ts'
import { requireServiceKey } from './session/service-key.ts'
import { readSettings } from './settings.ts'

/** Logs one line a request, except for tokens from the copies. It has the route's pattern, never the address, which may hold a code or a token. */
const keepLog = createMiddleware<AppEnv>(async (c, next) => {
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
      noteCode(c.env, { code: ref, account, at: now(), fields }).catch((error: unknown) =>
        log('warn', 'code.not-noted', { ref, ...fieldsOf(error) }),
      ),
    )
})

/** The pattern of the resource's route; those of pages and middleware match anything. */
const routeOf = (c: Context<AppEnv>): string => matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? '/*'

/** @throws SettingsError, which `onError` answers, naming the setting */
const checkSettings = createMiddleware<AppEnv>(async (c, next) => {
  readSettings(c.env)
  await next()
})

const limitBody = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => problem(c, 'too-large') })
const limitOrder = limitBody(BODY_LIMIT_BYTES)

const notFound = (c: Context<AppEnv>) => c.body(null, 404)

const resources = new Hono<AppEnv>()
const routes = resources
  .use(keepLog, securityHeaders, checkSettings, describeNotFound, refuseOtherMethods(resources))
  .use('/api/*', requireOwnOrigin, limitOrder)
  .use('/start', requireOwnOrigin, limitOrder)
  .use('/v1/*', requireServiceKey)
  .use('/v1/next-runs', limitBody(LIST_LIMIT_BYTES))
  .use('/v1/sessions', limitOrder)
  .use('/v1/index', limitOrder)
  .use('/v1/accounts/*', limitOrder)
  .route('/start', start)
  .route('/api/xero', xero)
  .route('/api/connection', connection)
  .route('/api/handovers', askerHandovers)
  .route('/api/help-connect', helpConnect)
  .route('/api/undo-connection', undoConnection)
  .route('/api/return', returnToMiStable)
  .route('/api/leave', leave)
  .route('/api/visit', switchSession)
  .route('/api/health', health)
  .route('/desk', deskPages)
  .route('/api/desk', desk)
  .route('/api/signals', signals)
  .route('/api/comments', comments)
  .route('/v1/sessions', sessions)
  .route('/v1/accounts', fleet)
  .route('/v1/accounts', accounts)
  .route('/v1/accounts', webhooks)
  .route('/v1/accounts', nextRun)
  .route('/v1/next-runs', nextRuns)
  .route('/v1/index', reindex)
  .route('/v1/accounts', handovers)
  .route('/.well-known/security.txt', securityTxt)
  // There are no pages below these.
  .all('/start', notFound)
  .all('/.well-known/security.txt', notFound)
  .all('/desk/*', notFound)
  .all('/api/*', notFound)
  .all('/v1/*', notFound)

const site = new Hono<AppEnv>()
site.use(refuseOtherMethods(site)).route('/', commentPages).route('/', helperPages).route('/', pages)

export const app = new Hono<AppEnv>().route('/', routes).route('/', site)

app.notFound(notFound)

app.onError((error, c) => {
  if (error instanceof HTTPException && error.status === 400)
    return problem(c, 'bad-request', { detail: 'The body cannot be read' })
  const { code, ...more } = logUnexpected(error, c.get('ref'))
  return problem(c, code, more)
})

/** For the description of /v1: src/reference. */
export type Api = typeof routes
