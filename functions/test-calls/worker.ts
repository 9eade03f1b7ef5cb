/**
 * The Worker with `/v1/test`, for this machine and for staging. Production deploys `functions/worker.ts`, which holds none of it. Answers
 * as that one does unless TEST_CALLS allows more.
 */
import { app } from '../app.ts'
import { deliver } from '../webhooks/deliver.ts'
import { testCalls } from './routes.ts'

export { Incident } from '../incident/incident.ts'
export { MiBilling } from '../rpc.ts'
export { TestAccount as Account } from './test-account.ts'
export { TestGrant as Grant } from './test-grant.ts'

/** `on` is for http, which is this machine alone. A site on https is named, so its settings allow nothing where they are copied to. */
const isAllowed = ({ TEST_CALLS: allowed, PUBLIC_ORIGIN: origin }: Env): boolean =>
  allowed === origin || (allowed === 'on' && origin.startsWith('http:'))

export default {
  fetch: (request, env, ctx) =>
    isAllowed(env) && new URL(request.url).pathname.startsWith('/v1/test/')
      ? testCalls.fetch(request, env, ctx)
      : app.fetch(request, env, ctx),
  queue: deliver,
} satisfies ExportedHandler<Env>
