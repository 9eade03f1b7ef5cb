/** What miBilling’s receiver is told, and what became of it. */
import * as v from 'valibot'
import { Connection } from './connection.ts'
import { moment, next, text } from './fields.ts'

export const WebhookType = v.picklist([
  'connection.connected',
  'connection.organisation-chosen',
  'connection.reconnect-required',
  'connection.repaired',
  'connection.disconnected',
])

export const WebhookPayload = v.pipe(
  v.object({
    type: WebhookType,
    timestamp: v.pipe(v.string(), v.isoTimestamp(), v.description('When it came about.')),
    sequence: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description('1, 2, 3 and so on for each account: tells older from newer, and whether one is missing.'),
    ),
    data: Connection,
  }),
  v.description('What a webhook says. `data` is the account as it was then; no token is ever in it.'),
)

export const SentWebhook = v.pipe(
  v.object({
    sequence: v.pipe(v.number(), v.integer(), v.minValue(1), v.description('That of the payload.')),
    id: text('The `webhook-id` of every delivery of this message.', 'msg_8f14e45fceea467abf2c1d9a3b7e5d60'),
    type: WebhookType,
    at: moment('When it came about.'),
    state: v.pipe(
      v.picklist(['waiting', 'queued', 'delivered', 'undeliverable']),
      v.description('`waiting`: for the queue. `queued`: there, or on its way. `undeliverable`: given up after ten tries.'),
    ),
    tries: v.pipe(v.number(), v.integer(), v.description('Calls of the receiver since it was first sent or last redelivered.')),
    cause: v.exactOptional(
      text('Why the last try failed: `http-` and a status, `no-answer`, or `switched-off` without a `WEBHOOK_URL`.', 'http-503'),
    ),
  }),
  v.description('What became of one message.'),
)

export const SentWebhooks = v.pipe(
  v.object({
    webhooks: v.pipe(v.array(SentWebhook), v.description('Newest first.')),
    next,
  }),
  v.description('What became of an account’s messages, kept for thirty days.'),
)

export const Redelivery = v.pipe(
  v.object({ count: v.pipe(v.number(), v.integer(), v.description('How many are sent again.')) }),
  v.description('What a redelivery has set going.'),
)
