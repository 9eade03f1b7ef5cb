import { deskHeaders } from './desk/headers.ts'
import { answerTheRest, checkSettings, keepLog, limitOrder, notFound } from './every-request.ts'
import { Hono } from './http/hono.ts'
import { describeNotFound, refuseOtherMethods } from './http/method-not-allowed.ts'
import { securityHeaders } from './http/security-headers.ts'
import { desk, deskPages } from './routes/desk.ts'
import type { AppEnv } from './session/context.ts'
import { requireOwnOrigin } from './session/own-origin.ts'

/** The support desk: `/desk/` and `/api/desk`. */
export const deskApp = new Hono<AppEnv>()

deskApp
  .use(keepLog, deskHeaders, securityHeaders, checkSettings, describeNotFound, refuseOtherMethods(deskApp))
  .use('/api/*', requireOwnOrigin, limitOrder)
  .route('/desk', deskPages)
  .route('/api/desk', desk)
  .all('*', notFound)

answerTheRest(deskApp)
