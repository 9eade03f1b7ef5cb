import { Agent } from 'node:http'
import { comeBack, SERVICE_HEADERS, setOff } from './customer.ts'
import type { Figure, Length } from './figure.ts'
import { startGuide } from './guide.ts'
import { askOnce } from './load.ts'
import { forgetCalls, letPass, readCalls } from './local-xero.ts'

const CALLERS = { whole: 1_000, short: 50 }
const ACCOUNT = 'bench-callers'
/** Past the life of an access token. */
const PASSED_SECONDS = 1_801

/** A workerd whose clock can be put forward, for the Worker and its objects alike: they share one isolate. */
const FRONT = `
import worker, { Account, Grant, Incident } from './worker.js'
const RealDate = Date
let aheadMilliseconds = 0
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + aheadMilliseconds)
    else super(...given)
  }
  static now() {
    return RealDate.now() + aheadMilliseconds
  }
}
export { Account, Grant, Incident }
export default {
  fetch(request, env, context) {
    const seconds = request.headers.get('Bench-Let-Pass')
    if (seconds === null) return worker.fetch(request, env, context)
    aheadMilliseconds += Number(seconds) * 1000
    return new Response(null, { status: 204 })
  },
}`

/** Everyone asks at the same moment for a token that has just expired, each on a connection of their own. */
export async function benchCallers(length: Length): Promise<readonly Figure[]> {
  const callers = CALLERS[length]
  const guide = await startGuide({ front: FRONT })
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  try {
    await comeBack(await setOff(guide, ACCOUNT))
    await letPass(guide.xero, PASSED_SECONDS)
    await fetch(guide.guide, { headers: { 'Bench-Let-Pass': String(PASSED_SECONDS) } })
    await forgetCalls(guide.xero)
    const ask = { url: `${guide.guide}/v1/accounts/${ACCOUNT}/access-token`, headers: SERVICE_HEADERS }
    const startedAt = performance.now()
    const answers = await Promise.allSettled(Array.from({ length: callers }, () => askOnce(ask, agent)))
    const seconds = (performance.now() - startedAt) / 1000
    const served = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.status === 200 ? [answer.value] : []))
    const tokens = new Set(served.map(({ body }) => (JSON.parse(body) as { accessToken: string }).accessToken))
    const refreshes = (await readCalls(guide.xero)).filter(({ grantType }) => grantType === 'refresh_token')
    return [
      { what: `refreshes at Xero, ${callers} callers, expired token`, measured: refreshes.length, unit: '', budget: 1 },
      { what: 'callers that got none', measured: callers - served.length, unit: '', budget: 0 },
      { what: 'different tokens among them', measured: tokens.size, unit: '' },
      { what: 'until the last was served', measured: seconds, unit: 's' },
    ]
  } finally {
    agent.destroy()
    await guide.close()
  }
}
