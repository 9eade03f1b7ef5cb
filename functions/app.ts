import { answerTheRest, checkSettings, keepLog, limitBody, limitOrder, notFound } from './every-request.ts'
import { Hono } from './http/hono.ts'
import { describeNotFound, refuseOtherMethods } from './http/method-not-allowed.ts'
import { LIST_LIMIT_BYTES } from './http/rate-limits.ts'
import { securityHeaders } from './http/security-headers.ts'
import { accounts } from './routes/accounts.ts'
import { askerHandovers } from './routes/asker-handovers.ts'
import { commentPages } from './routes/comment-pages.ts'
import { comments } from './routes/comments.ts'
import { connection } from './routes/connection.ts'
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
import { time } from './routes/time.ts'
import { webhooks } from './routes/webhooks.ts'
import { xero } from './routes/xero.ts'
import type { AppEnv } from './session/context.ts'
import { requireOwnOrigin } from './session/own-origin.ts'
import { requireServiceKey } from './session/service-key.ts'

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
  .route('/api/time', time)
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

answerTheRest(app)

/** For the description of /v1: src/reference. */
export type Api = typeof routes
