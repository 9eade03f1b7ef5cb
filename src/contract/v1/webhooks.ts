/** What miBilling’s receiver is told, and what became of it. */
import * as v from 'valibot'
import { Connection, ReconnectReason } from './connection.ts'
import { moment, next, text } from './fields.ts'
import { ReadinessCode } from './readiness.ts'

export const WebhookType = v.picklist([
  'connection.connected',
  'connection.organisation-chosen',
  'connection.reconnect-required',
  'connection.repaired',
  'connection.disconnected',
  'connection.at-risk',
  'attempt.stalled',
])

export const Risk = v.pipe(
  v.object({
    runAt: moment('The billing run that is at risk.'),
    cause: v.pipe(
      v.union([
        ReconnectReason,
        ReadinessCode,
        v.picklist(['not-connected', 'organisation-not-chosen', 'xero-unavailable', 'our-settings']),
      ]),
      v.description(
        'What stands in the way: the `reason` of `reconnect-required`, the code of the first finding of `readiness` that blocks, or a problem code. Codes have a page under `/problems/`.',
      ),
    ),
    ask: v.pipe(
      v.object({
        who: v.pipe(
          v.picklist(['authoriser', 'another-user', 'account', 'operator', 'nobody']),
          v.description(
            [
              '`authoriser`: the person who gave the permission; `name` and `email` say who.',
              '`another-user`: that person has lost access, so someone else with the role Standard or Adviser.',
              '`account`: whoever looks after the account in miStable: nothing is connected, no organisation is confirmed, or Xero would refuse the invoice.',
              '`operator`: whoever runs this service.',
              '`nobody`: Xero is out of order, and nobody here can mend that.',
            ].join('\n\n'),
          ),
        ),
        name: v.exactOptional(text('Of the person, as Xero has it.', 'Olivia Owner')),
        email: v.exactOptional(text('Of the person, as Xero has it.', 'olivia@riverbank.example.com')),
      }),
      v.description('Who can mend it.'),
    ),
  }),
  v.description('What stands in the way of an announced billing run.'),
)

export const Stalled = v.pipe(
  v.object({
    kind: v.pipe(
      v.picklist(['visit', 'attempt']),
      v.description('`visit`: the first one, without an attempt. `attempt`: the person went to Xero at least once.'),
    ),
    step: text('The last step we know of, as `flow/step`, or `start`. Xero’s own pages are not ours to see.', 'connect/log-in'),
    problem: v.exactOptional(text('Why the attempt failed: a problem code, with a page under `/problems/`.', 'cancelled')),
    language: text('The language they read in.', 'en'),
    since: moment('The last that was heard of them.'),
    resumeUrl: text(
      'Where to send them: your own dashboard, with `goto` in its query. Hand that to `POST /v1/sessions`, and they are back at the step. It holds no secret.',
      'https://mistable.example/billing/settings/xero-connect?goto=%2Fconnect%2Flog-in%2F',
    ),
  }),
  v.description('A person who stopped on the way to a connection.'),
)

export const NextRun = v.pipe(
  v.object({
    account: text('Your id of the customer.', 'riverbank'),
    at: v.exactOptional(moment('When the run begins. Absent when none is announced.')),
    looksAt: v.pipe(
      v.array(v.pipe(v.number(), v.integer())),
      v.description('When Xero is looked at before it, in their order. Unix seconds. A look that Xero doesn’t answer is repeated.'),
    ),
  }),
  v.description('An announced billing run.'),
)

export const NextRuns = v.pipe(
  v.object({ count: v.pipe(v.number(), v.integer(), v.description('How many are announced.')) }),
  v.description('What a list of billing runs has set going.'),
)

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
    risk: v.exactOptional(Risk),
    stalled: v.exactOptional(Stalled),
  }),
  v.description(
    'What a webhook says. `data` is the account as it was then; `risk` comes with `connection.at-risk` alone, `stalled` with `attempt.stalled`; no token is ever in it.',
  ),
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
