/**
 * What miBilling is told of each call of `/v1`: one entry for each route of the Worker, under the route's own method and path. The
 * compiler insists: a route without an entry, an entry without a route, or a field without words is an error here. To describe a
 * new route, add its entry; its schemas come from the route.
 */
import type { ExtractSchema } from 'hono/types'
import type { Api } from '../../functions/app.ts'
import { AccountParam } from '../../functions/http/valid.ts'
import { Page, Removal } from '../../functions/routes/accounts.ts'
import { FleetQuery, ReindexOrder } from '../../functions/routes/fleet.ts'
import { HandoverOrder, HandoverParam } from '../../functions/routes/handovers.ts'
import { NextRunList, NextRunOrder } from '../../functions/routes/next-runs.ts'
import { SessionOrder } from '../../functions/routes/sessions.ts'
import { RedeliveryOrder } from '../../functions/routes/webhooks.ts'
import {
  ACCESS_TOKEN,
  CONNECTED,
  FLEET,
  HANDOVER,
  HANDOVERS,
  LOST,
  NEXT_RUN,
  NEXT_RUNS,
  NOT_CONNECTED,
  REDELIVERY,
  REINDEXED,
  SENT_WEBHOOKS,
  SESSION,
  TIMELINE,
} from './examples.ts'
import type { V1Code } from './problems.ts'
import type { Fields, FieldWords, ShapeName, WordsOf } from './schema.ts'

export type Tag = 'Sessions' | 'Accounts' | 'Hand-overs' | 'Billing runs' | 'Webhooks'

export interface Operation {
  /** Names the call in clients made from the document: permanent. */
  readonly id: string
  readonly tag: Tag
  readonly summary: string
  readonly description: string
  readonly path?: Described
  readonly query?: Described
  readonly body?: Described
  readonly success: Success
  /** Beyond those that every call of its method can meet. */
  readonly problems?: readonly V1Code[]
}

export interface Success {
  readonly status: 200 | 201 | 202 | 204
  readonly description: string
  readonly shape?: ShapeName
  readonly examples?: Readonly<Record<string, unknown>>
}

/** A schema of a request, with words for each of its fields. */
export interface Described {
  readonly schema: Fields
  readonly words: Readonly<Record<string, FieldWords>>
}

const withWords = <S extends Fields>(schema: S, words: WordsOf<S>): Described => ({
  schema,
  words: words as Readonly<Record<string, FieldWords>>,
})

type Routes = ExtractSchema<Api>
type MethodsOf<Path extends keyof Routes> = Exclude<keyof Routes[Path], '$all'>
type RouteOf<Path extends keyof Routes> = Path extends `/v1/*`
  ? never
  : Path extends `/v1/${string}`
    ? MethodsOf<Path> extends `$${infer Method}`
      ? `${Uppercase<Method>} ${Path}`
      : never
    : never

/** Every route of `/v1`, such as `GET /v1/accounts/:account`. */
export type Route = RouteOf<keyof Routes>

const account = withWords(AccountParam, { account: { description: 'Your id of the customer.', example: 'riverbank' } })

export const OPERATIONS = {
  'POST /v1/sessions': {
    id: 'openSession',
    tag: 'Sessions',
    summary: 'Send a person over',
    description:
      'Makes a link that opens a session for one account. Redirect the person’s browser there at once: the link is good for ten minutes, once. The session ends after an hour without use, eight hours in all. Where their browser is setting up another account, the guide asks the person first. `name`, `user`, `returnUrl` and `goto` together are at most 4,500 bytes as JSON. The person comes back with `xero=<state>` added to the query: treat that as a hint, and ask for the truth.',
    body: withWords(SessionOrder, {
      account: { description: 'Your id of the customer.', example: 'riverbank' },
      name: {
        description: 'What the pages call the account; without it, its id. At most 600 bytes in UTF-8.',
        example: 'Riverbank Plumbing',
      },
      user: { description: 'The person, as you name them. At most 600 bytes in UTF-8.', example: 'Olivia Owner' },
      returnUrl: {
        description:
          'Where they go when done, instead of `DASHBOARD_URL`. Its origin must be one of `RETURN_ORIGINS`. At most 2,000 bytes in UTF-8.',
        example: 'https://mistable.example/billing/settings/xero-connect?account=riverbank',
      },
      locale: {
        description:
          'A language tag: the start page opens in the language that fits, and failures are told in it. Without a fitting one it is English.',
        example: 'zh-CN',
      },
      goto: {
        description:
          'The path of a page of the guide to open, used unchanged; without it, the start page. At most 2,000 bytes in UTF-8.',
        example: '/connect/organisation/',
      },
      currency: {
        description:
          'In which the account bills. ISO 4217. Kept until another is given; `readiness` says when the organisation’s differs.',
        example: 'AUD',
      },
    }),
    success: { status: 201, description: 'The link.', shape: 'Session', examples: { link: SESSION } },
  },
  'GET /v1/accounts': {
    id: 'listAccounts',
    tag: 'Accounts',
    summary: 'List accounts',
    description:
      'All accounts that the guide has something of, or those that fit every filter given, from an index that each account writes a moment after it changes. Where it matters, ask the account itself by `readConnection`. Page by page: ask again with `after` set to `next`, and the same filters, until there is none. An account that changes meanwhile comes again on a later page, so none is missed. To follow changes, keep the highest `updatedAt` and ask with `updatedSince`.',
    query: withWords(FleetQuery, {
      state: { description: 'Only accounts in this state.', example: 'reconnect-required' },
      reason: { description: 'Only accounts that need their person again for this reason.', example: 'expired' },
      organisation: {
        description: 'Only accounts that use this organisation: its tenant id, or its whole name in any case.',
        example: 'Riverbank Plumbing Pty Ltd',
      },
      updatedSince: { description: 'Only entries written at this moment or later. Unix seconds.', example: 1795452023 },
      after: { description: 'The `next` of the page before.', example: '1795452023.riverbank' },
    }),
    success: { status: 200, description: 'One page.', shape: 'FleetPage', examples: { page: FLEET } },
  },
  'POST /v1/index': {
    id: 'rewriteIndex',
    tag: 'Accounts',
    summary: 'Write the index again',
    description:
      'For operators, whose command `npm run desk:index` calls it: asks a hundred accounts at a time to write their entry and their support codes again, which they do within seconds. Ask again with `after` set to `next`, until there is none. Can be repeated.',
    body: withWords(ReindexOrder, { after: { description: 'The `next` of the answer before.' } }),
    success: { status: 200, description: 'They are asked.', shape: 'Reindexed', examples: { last: REINDEXED } },
  },
  'GET /v1/accounts/:account': {
    id: 'readConnection',
    tag: 'Accounts',
    summary: 'Read an account’s connection',
    description: 'What we know of the account, without asking Xero.',
    path: account,
    success: {
      status: 200,
      description: 'The account. One never seen, or forgotten, is `not-connected`.',
      shape: 'Connection',
      examples: { connected: CONNECTED, lost: LOST, 'not-connected': NOT_CONNECTED },
    },
  },
  'DELETE /v1/accounts/:account': {
    id: 'forgetAccount',
    tag: 'Accounts',
    summary: 'Forget an account',
    description:
      'Ends its connections at Xero, except those that another account uses too, forgets its tokens, and ends its sessions and attempts to connect. A permission that has already ended is forgotten too. On 500 or 503 we keep what Xero hasn’t ended yet: call again.',
    path: account,
    query: withWords(Removal, {
      erase: {
        description: '`true` leaves nothing of the account’s people either: comments, timeline, messages. No webhook tells of it.',
        example: 'true',
      },
    }),
    success: { status: 204, description: 'Done; also when there was nothing.' },
    problems: ['xero-unavailable'],
  },
  'GET /v1/accounts/:account/access-token': {
    id: 'readAccessToken',
    tag: 'Accounts',
    summary: 'Get a token for Xero',
    description:
      'A token for the active organisation, with at least 60 seconds to live; it is renewed first where needed. Ask each time you need one; do not keep it. Send it to Xero with the `tenantId` of the same answer. After a person has switched organisations the answer may name the former one for about a minute. When Xero itself answers your call with 401 or 403, the token may be good and the organisation gone: have a look by `checkConnection`.',
    path: account,
    success: { status: 200, description: 'The token.', shape: 'AccessToken', examples: { token: ACCESS_TOKEN } },
    problems: ['not-connected', 'organisation-not-chosen', 'reconnect-required', 'xero-unavailable'],
  },
  'POST /v1/accounts/:account/check': {
    id: 'checkConnection',
    tag: 'Accounts',
    summary: 'Look at Xero now',
    description:
      'Renews the token where needed, asks Xero for the connections, the organisation and what the login may do there, writes down what it found, and answers like `readConnection`. It notices what nobody told us: a disconnection in Xero, a role taken away, a demo company that was reset, a lock date that would stop the first invoice.',
    path: account,
    success: {
      status: 200,
      description: 'The account, as Xero has just shown it.',
      shape: 'Connection',
      examples: { connected: CONNECTED, lost: LOST },
    },
    problems: ['xero-unavailable'],
  },
  'GET /v1/accounts/:account/events': {
    id: 'readEvents',
    tag: 'Accounts',
    summary: 'Read what happened',
    description:
      'Attempts, choices, failures and findings of the account, newest first, kept for a year. Page by page: ask again with `before` set to `next`, until there is none.',
    path: account,
    query: withWords(Page, {
      before: { description: 'Only what is older than the event of this number.', example: 2 },
      limit: { description: 'How many at most; 50 without it.', example: 50 },
    }),
    success: { status: 200, description: 'One page.', shape: 'Timeline', examples: { page: TIMELINE } },
  },
  'PUT /v1/accounts/:account/next-run': {
    id: 'announceNextRun',
    tag: 'Billing runs',
    summary: 'Announce the next billing run',
    description:
      'We look at Xero about 24 hours and again within the last hour before it, and send `connection.at-risk` where something stands in its way. Announce the next run when this one has begun. An announcement replaces the one before.',
    path: account,
    body: withWords(NextRunOrder, {
      at: {
        description: 'When the run begins, within 400 days. Unix seconds. `null` takes the announcement back.',
        example: 1795538423,
      },
    }),
    success: { status: 200, description: 'It is announced.', shape: 'NextRun', examples: { announced: NEXT_RUN } },
  },
  'PUT /v1/next-runs': {
    id: 'announceNextRuns',
    tag: 'Billing runs',
    summary: 'Announce the billing runs of many accounts',
    description:
      'Up to 1,000 accounts at a time, each as with `announceNextRun`. One bad entry refuses the whole list. Where an account comes twice, the last counts. Can be repeated.',
    body: withWords(NextRunList, {
      runs: { description: 'The account and the moment of each run, as `{"account": "riverbank", "at": 1795538423}`.' },
    }),
    success: { status: 200, description: 'They are announced.', shape: 'NextRuns', examples: { one: NEXT_RUNS } },
  },
  'POST /v1/accounts/:account/handovers': {
    id: 'handOver',
    tag: 'Hand-overs',
    summary: 'Ask someone else to press Allow',
    description:
      'Makes a link for one other person, such as an accountant without a miStable login. It lets them connect this account and nothing else, works once, and ends after seven days. Opening it changes nothing, so mail scanners do no harm; a press begins. A new organisation becomes active only when someone of the account confirms it; one that is only reconnected works again at once. The helper can undo what they allowed for thirty days. An account may have twenty that still work, and five mails a day; beyond that the answer is `too-many-requests`.',
    path: account,
    body: withWords(HandoverOrder, {
      organisation: {
        description:
          'The tenant id of the organisation to reconnect: one of the account’s. Any other that the helper chooses is put aside. Without it they choose.',
        example: '3b5b9952-ae30-4dbb-8802-a5dbea356697',
      },
      name: { description: 'What the helper reads as the account’s name; without it, its id.', example: 'Riverbank Plumbing' },
      user: { description: 'The person who asks, as you name them.', example: 'Olivia Owner' },
      why: {
        description: 'Why, in one line of at most 300 characters. Shown on the page, never in a mail of ours.',
        example: 'You do our books',
      },
      locale: {
        description: 'A language tag for the helper’s page and message; without a fitting one it is English.',
        example: 'zh-CN',
      },
      email: {
        description: 'Sends the message there. Refused with 400 where the guide sends no mail (`MAIL_FROM`).',
        example: 'bea@ledger-lane.example.com',
      },
    }),
    success: { status: 201, description: 'The link. It’s shown this once.', shape: 'HandoverLink', examples: { link: HANDOVER } },
  },
  'GET /v1/accounts/:account/handovers': {
    id: 'readHandovers',
    tag: 'Hand-overs',
    summary: 'See what became of links',
    description: 'The hand-overs of the last thirty days, newest first, without their links.',
    path: account,
    success: { status: 200, description: 'All of them.', shape: 'Handovers', examples: { one: HANDOVERS } },
  },
  'DELETE /v1/accounts/:account/handovers/:id': {
    id: 'revokeHandover',
    tag: 'Hand-overs',
    summary: 'Revoke a link',
    description:
      'The link ends, and whatever its helper has open by it. What was connected by it stays connected, and can still be undone by the helper.',
    path: withWords(HandoverParam, {
      account: { description: 'Your id of the customer.', example: 'riverbank' },
      id: { description: 'As `handOver` answered.', example: '0b6f2c54-6a1b-4f0e-9c3d-2f8a1e7d5b90' },
    }),
    success: { status: 204, description: 'Done; also when there was nothing.' },
  },
  'GET /v1/accounts/:account/webhooks': {
    id: 'readWebhooks',
    tag: 'Webhooks',
    summary: 'See what became of messages',
    description: 'The messages of the last thirty days, newest first, page by page as with `readEvents`.',
    path: account,
    query: withWords(Page, {
      before: { description: 'Only what is older than the message of this sequence number.', example: 2 },
      limit: { description: 'How many at most; 50 without it.', example: 50 },
    }),
    success: { status: 200, description: 'One page.', shape: 'SentWebhooks', examples: { page: SENT_WEBHOOKS } },
  },
  'POST /v1/accounts/:account/webhooks/redeliver': {
    id: 'redeliverWebhooks',
    tag: 'Webhooks',
    summary: 'Send messages again',
    description:
      'Delivered and undeliverable ones alike, under the ids they had; for when the receiver was down for more than a day.',
    path: account,
    body: withWords(RedeliveryOrder, {
      from: { description: 'The first sequence number; without it everything that is kept.', example: 2 },
    }),
    success: { status: 202, description: 'They are on their way.', shape: 'Redelivery', examples: { one: REDELIVERY } },
  },
} as const satisfies Readonly<Record<Route, Operation>>
