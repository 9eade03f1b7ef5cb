import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import { nowOf } from './clock.ts'
import { createFaultAnswer, takeFault } from './faults.ts'
import { readForm } from './form.ts'
import { isGuid } from './ids.ts'
import { type AppEnv, type Call, wait } from './traffic.ts'
import type { Xero } from './xero.ts'

const RECORDED = ['/identity/connect/authorize', '/connect/', '/.well-known/', '/connections', '/api.xro/']
const CALLS_KEPT = 5000
const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials']

/** Records calls and plays planned faults, for every endpoint but control. */
export const watchTraffic =
  (xero: Xero): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (c.req.path.startsWith('/control')) return next()
    const { traffic } = xero
    const call = await createCall(xero, c)
    if (RECORDED.some((beginning) => call.path.startsWith(beginning))) traffic.calls = [...traffic.calls, call].slice(-CALLS_KEPT)

    const fault = takeFault(traffic, call.method, call.path)
    if (fault?.delayMs !== undefined) {
      call.fault = 'delayed'
      await wait(traffic, fault.delayMs)
    }
    if (fault?.hang === true) {
      call.fault = 'hung'
      await wait(traffic)
      return cut(c)
    }
    if (fault?.drop === true) {
      call.fault = 'dropped'
      return cut(c)
    }
    if (fault?.status !== undefined && fault.loseAnswer !== true) {
      call.fault = 'replaced'
      call.status = fault.status
      return createFaultAnswer(fault, fault.status)
    }

    await next()
    const person = c.get('person')
    if (person !== undefined) call.person = person
    if (fault?.loseAnswer === true) {
      call.fault = 'answer-lost'
      c.res = undefined
      c.res = cut(c)
      return
    }
    call.status = c.res.status
    return
  }

/** The caller sees the connection break. */
function cut(c: Context<AppEnv>): Response {
  c.env.outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

async function createCall(xero: Xero, c: Context<AppEnv>): Promise<Call> {
  const { path, method } = c.req
  const userAgent = c.req.header('user-agent')
  const tenantId = c.req.header('xero-tenant-id')
  const grantType = path === '/connect/token' ? ((await readForm(c)).get('grant_type') ?? 'none') : undefined
  return {
    at: nowOf(xero.world),
    method,
    path,
    query: [...new URL(c.req.url).searchParams.keys()],
    status: 0,
    ...(grantType === undefined ? {} : { grantType: GRANT_TYPES.includes(grantType) ? grantType : 'other' }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(tenantId === undefined || !isGuid(tenantId) ? {} : { tenantId }),
  }
}
