/**
 * Guide, desk and `/v1/test` in one Worker, for this machine and for staging. Production deploys `worker.ts` and `desk-worker.ts`, which hold
 * no test calls. Answers as those do unless TEST_CALLS allows more.
 */
import { app } from './app.ts'
import { deskApp } from './desk-app.ts'
import { areTestCallsAllowed, testCalls } from './test-calls/routes.ts'
import { deliver } from './webhooks/deliver.ts'

export { Incident } from './incident/incident.ts'
export { MiBilling } from './rpc.ts'
export { TestAccount as Account } from './test-calls/test-account.ts'
export { TestGrant as Grant } from './test-calls/test-grant.ts'

const DESK = /^\/(api\/)?desk(\/|$)/

export default {
  fetch(request, env, ctx) {
    const { pathname } = new URL(request.url)
    if (DESK.test(pathname)) return deskApp.fetch(request, env, ctx)
    if (areTestCallsAllowed(env) && pathname.startsWith('/v1/test/')) return testCalls.fetch(request, env, ctx)
    return app.fetch(request, env, ctx)
  },
  queue: deliver,
} satisfies ExportedHandler<Env>
