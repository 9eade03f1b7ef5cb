import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What `POST /control/faults` takes. */
export const Fault = v.pipe(
  v.strictObject({
    method: v.optional(v.pipe(v.string(), v.toUpperCase())),
    /** Exact, or a beginning that ends in `*`. */
    path: v.pipe(v.string(), v.startsWith('/')),
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    /** Text as it is, anything else as JSON. */
    body: v.optional(v.unknown()),
    contentType: v.optional(v.string()),
    headers: v.optional(v.record(v.string(), v.string())),
    delayMs: v.optional(Count),
    hang: v.optional(v.boolean()),
    loseAnswer: v.optional(v.boolean()),
    drop: v.optional(v.boolean()),
    times: v.optional(v.pipe(Count, v.minValue(1)), 1),
    skip: v.optional(Count, 0),
  }),
  v.check((fault) => !fault.path.startsWith('/control'), 'path: control itself takes no faults'),
  v.check(
    ({ status, delayMs, hang, loseAnswer, drop }) =>
      status !== undefined || delayMs !== undefined || [hang, loseAnswer, drop].includes(true),
    'status, delayMs, hang, loseAnswer or drop is needed: the plan would change nothing',
  ),
)

export type FaultPlan = v.InferOutput<typeof Fault>

/** A plan with what is left of its counts. */
export interface PlannedFault extends FaultPlan {
  times: number
  skip: number
}

/** The first plan that fits answers for the request; a plan is used up after its `times`. */
export function takeFault(traffic: { faults: PlannedFault[] }, method: string, path: string): FaultPlan | undefined {
  const fault = traffic.faults.find((plan) => (plan.method ?? method) === method && fits(plan.path, path))
  if (fault === undefined) return undefined
  if (fault.skip > 0) {
    fault.skip -= 1
    return undefined
  }
  fault.times -= 1
  if (fault.times === 0) traffic.faults = traffic.faults.filter((plan) => plan !== fault)
  return fault
}

const fits = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern

/** The page that Xero's edge firewall answers with instead of JSON. */
const ACCESS_DENIED = `<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>
You don't have permission to access this server.<P>Reference #18.local.test</BODY></HTML>`

/** Built again for each request. */
export function createFaultAnswer(fault: FaultPlan, status: number): Response {
  const isDenial = status === 403 && fault.body === undefined
  const body = isDenial ? ACCESS_DENIED : fault.body
  const isText = typeof body === 'string'
  const textType = isDenial ? 'text/html' : 'text/plain; charset=utf-8'
  const headers = new Headers({ 'content-type': fault.contentType ?? (isText ? textType : 'application/json') })
  if (body === undefined) headers.delete('content-type')
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers.set(name, value)
  const isEmpty = body === undefined || status === 204 || status === 304
  return new Response(isEmpty ? null : isText ? body : JSON.stringify(body), { status, headers })
}
