/**
 * The wire shapes (src/contract/wire.ts) as schemas, with the words that describe them. `same` keeps each equal to its interface: a
 * field that is added, lost or of another type on one side alone does not compile.
 */
import * as v from 'valibot'
import type * as wire from '../contract/wire.ts'

type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** @returns the schema itself; its argument does not compile unless it yields exactly `T` */
const same =
  <T>() =>
  <S extends v.GenericSchema>(schema: S & (Equal<Plain<v.InferOutput<S>>, Plain<T>> extends true ? unknown : never)): S =>
    schema

const text = (description: string, example: string) => v.pipe(v.string(), v.description(description), v.examples([example]))
const moment = (description: string) => v.pipe(v.number(), v.integer(), v.description(`${description} Unix seconds.`))
const uuid = (description: string) => v.pipe(v.string(), v.uuid(), v.description(description))
const next = v.exactOptional(
  v.pipe(v.number(), v.integer(), v.description('The `before` that asks for the next page. Absent on the last.')),
)

export const Organisation = same<wire.Organisation>()(
  v.pipe(
    v.object({
      tenantId: uuid('What Xero wants in the header `Xero-tenant-id`.'),
      name: text('As Xero has it.', 'Riverbank Plumbing Pty Ltd'),
      shortCode: v.exactOptional(text('Xero’s own short code, part of links into the organisation.', '!68ff3')),
      countryCode: v.exactOptional(text('ISO 3166-1 alpha-2.', 'AU')),
      currency: v.exactOptional(text('ISO 4217.', 'AUD')),
      kind: v.exactOptional(
        v.pipe(v.picklist(['demo', 'trial']), v.description('Present where the organisation stops working by itself one day.')),
      ),
      addedAt: moment('When it was connected for this account.'),
    }),
    v.description(
      'An organisation in Xero that the account may use. What stands beside the name may arrive a moment after connecting.',
    ),
  ),
)

export const ConnectionState = same<wire.ConnectionState>()(
  v.pipe(
    v.picklist(['not-connected', 'choose-organisation', 'connected', 'reconnect-required']),
    v.description(
      [
        '`not-connected`: nothing here; also for an account never seen.',
        '`choose-organisation`: Xero has given access, and no organisation is confirmed yet. Every first connection passes through this state.',
        '`connected`: `organisation` is the one to use, as far as is known.',
        '`reconnect-required`: a person must consent again; `reason` says why, and `organisation` still names the one that was used.',
      ].join('\n\n'),
    ),
  ),
)

export const ReconnectReason = same<wire.ReconnectReason>()(
  v.pipe(
    v.picklist(['expired', 'disconnected-in-xero', 'access-removed', 'organisation-unavailable', 'scopes-changed', 'revoked']),
    v.description(
      [
        '`expired`: nobody used the permission for 60 days.',
        '`revoked`: Xero refuses the permission for another cause.',
        '`disconnected-in-xero`: the organisation is no longer connected to the app at Xero.',
        '`access-removed`: Xero lists the organisation, yet refuses calls.',
        '`organisation-unavailable`: a demo or trial organisation ended or was reset.',
        '`scopes-changed`: the permission is too small for a call.',
      ].join('\n\n'),
    ),
  ),
)

export const Connection = same<wire.Connection>()(
  v.pipe(
    v.object({
      account: text('Your id of the customer.', 'riverbank'),
      state: ConnectionState,
      reason: v.exactOptional(ReconnectReason),
      organisation: v.exactOptional(Organisation),
      organisations: v.pipe(v.array(Organisation), v.description('All that the account may use, the active one among them.')),
      authorisedBy: v.exactOptional(
        v.pipe(
          v.object({
            name: text('Of the person, as Xero has it.', 'Olivia Owner'),
            email: text('Of the person, as Xero has it.', 'olivia@riverbank.example.com'),
          }),
          v.description('Whose login at Xero gave the permission.'),
        ),
      ),
      authorisedAt: v.exactOptional(moment('When they gave it.')),
      provenAt: v.exactOptional(moment('When Xero last showed that the connection works.')),
      reconnectBefore: v.exactOptional(moment('When the permission lapses unless it is used before.')),
    }),
    v.description('How things stand with an account.'),
  ),
)

export const AccessToken = same<wire.AccessToken>()(
  v.pipe(
    v.object({
      accessToken: text('For `Authorization: Bearer` of calls to Xero. Lives at least 60 seconds more.', 'eyJhbGciOiJSUzI1NiIs…'),
      tokenType: v.literal('Bearer'),
      expiresAt: moment('When it ends.'),
      tenantId: uuid('For the header `Xero-tenant-id` of the same calls.'),
      organisation: Organisation,
    }),
    v.description('A token for the active organisation. Ask each time you need one; do not keep it.'),
  ),
)

export const Session = same<wire.SessionLink>()(
  v.pipe(
    v.object({
      url: v.pipe(
        v.string(),
        v.url(),
        v.description('Redirect the person’s browser there at once. Good once; the same browser may come by it again.'),
      ),
      expiresAt: moment('When the link ends: ten minutes after it was made.'),
    }),
    v.description('A link that opens a visit of eight hours.'),
  ),
)

export const TimelineActor = same<wire.TimelineActor>()(
  v.pipe(
    v.object({
      key: v.exactOptional(text('Which service key: the first 8 hex of its digest.', '24644565')),
      person: v.exactOptional(text('The person, as `user` of POST /v1/sessions named them.', 'Olivia Owner')),
      address: v.exactOptional(text('Where the request came from; of IPv6 the /64.', '203.0.113.7')),
    }),
    v.description('Who did it, as far as is known.'),
  ),
)

export const TimelineEvent = same<wire.TimelineEvent>()(
  v.pipe(
    v.object({
      id: v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Grows with each event of the account, by no fixed step.')),
      at: moment('When it happened.'),
      type: text('What happened. Further types may come.', 'attempt.ended'),
      ref: v.exactOptional(text('The support code of the request that did it.', '7KQ2-M4XP')),
      by: v.exactOptional(TimelineActor),
      cause: v.exactOptional(text('Why, where something failed or was lost.', 'disconnected-in-xero')),
      outcome: v.exactOptional(text('How it ended.', 'connected')),
      tenantId: v.exactOptional(uuid('Of the organisation that it is about.')),
      organisation: v.exactOptional(text('The organisation’s name at the time.', 'Riverbank Plumbing Pty Ltd')),
    }),
    v.description('Something that happened to an account.'),
  ),
)

export const Timeline = same<wire.Timeline>()(
  v.pipe(
    v.object({
      events: v.pipe(v.array(TimelineEvent), v.description('Newest first.')),
      next,
    }),
    v.description('What happened to an account, kept for a year.'),
  ),
)

const WebhookType = same<wire.WebhookType>()(
  v.picklist([
    'connection.connected',
    'connection.organisation-chosen',
    'connection.reconnect-required',
    'connection.repaired',
    'connection.disconnected',
  ]),
)

export const WebhookPayload = same<wire.WebhookPayload>()(
  v.pipe(
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
  ),
)

export const SentWebhook = same<wire.SentWebhook>()(
  v.pipe(
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
  ),
)

export const SentWebhooks = same<wire.SentWebhooks>()(
  v.pipe(
    v.object({
      webhooks: v.pipe(v.array(SentWebhook), v.description('Newest first.')),
      next,
    }),
    v.description('What became of an account’s messages, kept for thirty days.'),
  ),
)

export const Redelivery = same<wire.Redelivery>()(
  v.pipe(
    v.object({ count: v.pipe(v.number(), v.integer(), v.description('How many are sent anew.')) }),
    v.description('What a redelivery has set going.'),
  ),
)

export const Problem = same<wire.Problem>()(
  v.pipe(
    v.object({
      type: v.pipe(v.string(), v.url(), v.description('The page that explains the problem to a person.')),
      title: text('Short, in English.', 'Xero is not answering'),
      status: v.pipe(v.number(), v.integer(), v.description('That of the answer.')),
      code: text('What to go by. A code never changes its meaning; codes may be added.', 'xero-unavailable'),
      ref: v.pipe(
        v.string(),
        v.regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
        v.description('The support code, which stands in the log.'),
      ),
      detail: v.exactOptional(text('What is wrong, by the name of the field or setting.', 'account: is missing')),
    }),
    v.description('A failure, as RFC 9457 has it. Further members may come.'),
  ),
)

/** What `reconnect-required` says beyond any other problem. */
export const ReconnectProblem = same<wire.Problem & wire.ReconnectDemand>()(
  v.pipe(
    v.object({
      ...Problem.entries,
      reason: ReconnectReason,
      reconnectUrl: v.pipe(
        v.string(),
        v.url(),
        v.description('Where the person renews the connection: the Xero Connect page in miStable.'),
      ),
    }),
    v.description('A person must consent again: stop calling, tell them why, and lead them there.'),
  ),
)

/** Each stands once in the document, under its name. */
export const SHAPES = {
  Session,
  Connection,
  ConnectionState,
  ReconnectReason,
  Organisation,
  AccessToken,
  Timeline,
  TimelineEvent,
  WebhookPayload,
  SentWebhooks,
  SentWebhook,
  Redelivery,
  Problem,
  ReconnectProblem,
} as const satisfies Readonly<Record<string, v.GenericSchema>>
