/** miBilling's receiver of webhooks, and a control with which tests let it fail. */
import { Hono } from 'hono'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import * as v from 'valibot'
import type { WebhookPayload } from '../../../src/contract/wire.ts'
import type { Inbox } from './inbox.ts'

/** What `POST /control/faults` takes: what the receiver answers, `times` times, to messages of that account, or to any. */
const Fault = v.pipe(
  v.strictObject({
    account: v.optional(v.string()),
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    headers: v.optional(v.record(v.string(), v.string())),
    /** Never answers. */
    hang: v.optional(v.boolean()),
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  }),
  v.check(({ status, hang }) => status !== undefined || hang === true, 'status or hang is needed: the plan would change nothing'),
)

type FaultPlan = v.InferOutput<typeof Fault>

export function createReceiver(inbox: Inbox, secret: string): Hono {
  const webhook = new Webhook(secret)
  let faults: FaultPlan[] = []

  function takeFault(account: string): FaultPlan | undefined {
    const fault = faults.find((plan) => (plan.account ?? account) === account)
    if (fault === undefined) return undefined
    faults = faults.flatMap((plan) => (plan !== fault ? [plan] : plan.times > 1 ? [{ ...plan, times: plan.times - 1 }] : []))
    return fault
  }

  return new Hono()
    .post('/webhooks', async (c) => {
      const body = await c.req.text()
      let payload: WebhookPayload
      try {
        payload = webhook.verify(body, c.req.header()) as WebhookPayload
      } catch (error) {
        // Unsigned, signed by someone else, changed on the way, or more than five minutes old.
        if (error instanceof WebhookVerificationError) return c.text(error.message, 401)
        throw error
      }
      const call = {
        at: Math.floor(Date.now() / 1000),
        id: c.req.header('webhook-id') ?? '',
        userAgent: c.req.header('user-agent') ?? '',
        payload,
      }
      const fault = takeFault(payload.data.account)
      if (fault?.hang === true) {
        inbox.note(call)
        return new Promise<Response>(() => undefined)
      }
      const status = fault?.status ?? 204
      inbox.note({ ...call, status })
      return new Response(null, { status, headers: fault?.headers ?? {} })
    })
    .get('/control/deliveries', (c) => c.json(inbox.deliveries()))
    .post('/control/faults', async (c) => {
      const fault = v.safeParse(Fault, await c.req.json().catch(() => undefined))
      if (!fault.success) return c.json({ message: fault.issues[0].message }, 400)
      faults.push(fault.output)
      return c.json(fault.output, 201)
    })
    .delete('/control/faults', (c) => {
      faults = []
      return c.body(null, 204)
    })
}
