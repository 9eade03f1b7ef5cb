/**
 * The shapes that travel as JSON between the Worker, its pages and miBilling, as types. The schemas in `v1/` are the contract and say
 * what each field means. Types alone are taken from them, so none of it reaches the Worker or a page.
 */
import type * as v from 'valibot'
import type * as connection from './v1/connection.ts'
import type * as fleet from './v1/fleet.ts'
import type * as handover from './v1/handover.ts'
import type * as problem from './v1/problem.ts'
import type * as readiness from './v1/readiness.ts'
import type * as session from './v1/session.ts'
import type * as timeline from './v1/timeline.ts'
import type * as webhooks from './v1/webhooks.ts'

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T
type Wire<S extends v.GenericSchema> = DeepReadonly<v.InferOutput<S>>

export type ConnectionState = Wire<typeof connection.ConnectionState>

/** Why a connection needs its person again. */
export type ReconnectReason = Wire<typeof connection.ReconnectReason>

/** A Xero tenant of type ORGANISATION that an account may use. Details beyond the name arrive a moment after connecting. */
export type Organisation = Wire<typeof connection.Organisation>

/** Whether the first invoice would go through. */
export type Readiness = Wire<typeof readiness.Readiness>
export type ReadinessFinding = Wire<typeof readiness.ReadinessFinding>

/** What `GET /v1/accounts/:account` answers. What the browser may know of it has its own type: `VisitorConnection`. */
export type Connection = Wire<typeof connection.Connection>

/** An account, as the index has it. */
export type FleetAccount = Wire<typeof fleet.FleetAccount>

/** What `GET /v1/accounts` answers. */
export type FleetPage = Wire<typeof fleet.FleetPage>

/** What `POST /v1/index` answers. */
export type Reindexed = Wire<typeof fleet.Reindexed>

/** What `GET /v1/accounts/:account/access-token` answers; the token has at least 60 seconds to live. */
export type AccessToken = Wire<typeof connection.AccessToken>

/** What `POST /v1/sessions` answers: a link that opens a session, once. */
export type SessionLink = Wire<typeof session.Session>

/** What `POST /v1/accounts/:account/handovers` answers: a link for a helper, shown once. */
export type HandoverLink = Wire<typeof handover.HandoverLink>
export type HandoverState = Wire<typeof handover.HandoverState>

/** A hand-over as the asker and miBilling see it: never with its link. */
export type Handover = Wire<typeof handover.Handover>

/** What `GET /v1/accounts/:account/handovers` answers: newest first. */
export type Handovers = Wire<typeof handover.Handovers>

/** Who did it, as far as is known. */
export type TimelineActor = Wire<typeof timeline.TimelineActor>

/** Something that happened to an account. */
export type TimelineEvent = Wire<typeof timeline.TimelineEvent>

/** What `GET /v1/accounts/:account/events` answers: newest first. */
export type Timeline = Wire<typeof timeline.Timeline>

/** What miBilling is told of. */
export type WebhookType = Wire<typeof webhooks.WebhookType>

/** The body of a webhook; its id, its time of sending and its signature are in the headers of Standard Webhooks. */
export type WebhookPayload = Wire<typeof webhooks.WebhookPayload>

/** What stands in the way of an announced billing run, and who can mend it. */
export type Risk = Wire<typeof webhooks.Risk>

/** A person who stopped on the way to a connection. */
export type Stalled = Wire<typeof webhooks.Stalled>

/** What `PUT /v1/accounts/:account/next-run` answers. */
export type NextRun = Wire<typeof webhooks.NextRun>

/** What `PUT /v1/next-runs` answers. */
export type NextRuns = Wire<typeof webhooks.NextRuns>

/** What became of one message to miBilling. */
export type SentWebhook = Wire<typeof webhooks.SentWebhook>
export type WebhookState = SentWebhook['state']

/** What `GET /v1/accounts/:account/webhooks` answers: newest first. */
export type SentWebhooks = Wire<typeof webhooks.SentWebhooks>

/** What `POST /v1/accounts/:account/webhooks/redeliver` answers. */
export type Redelivery = Wire<typeof webhooks.Redelivery>

/** RFC 9457, with our code and the support code. */
export type Problem = Wire<typeof problem.Problem>

/** What `reconnect-required` says beyond that: why, and where a person puts it right. */
export type ReconnectDemand = Omit<Wire<typeof problem.ReconnectProblem>, keyof Problem>

/** An organisation, as far as the visitor's browser may know. */
export interface VisitorOrganisation {
  readonly tenantId: string
  readonly name: string
  readonly shortCode?: string
  readonly countryCode?: string
  readonly currency?: string
  readonly kind?: 'demo' | 'trial'
  readonly addedAt: number
}

/** What `GET /api/connection` answers: a field that only miBilling may see is not in here. */
export interface VisitorConnection {
  readonly account: string
  readonly state: ConnectionState
  readonly reason?: ReconnectReason
  readonly organisation?: VisitorOrganisation
  readonly organisations: readonly VisitorOrganisation[]
  readonly authorisedBy?: { readonly name: string; readonly email: string }
  readonly authorisedAt?: number
  readonly provenAt?: number
  readonly reconnectBefore?: number
  readonly readiness?: VisitorReadiness
}

export interface VisitorReadiness {
  readonly state: Readiness['state']
  readonly findings: readonly VisitorFinding[]
  readonly lockedUntil?: string
  readonly readAt?: number
}

export interface VisitorFinding {
  readonly code: ReadinessFinding['code']
  readonly blocks: boolean
  readonly limit?: number
  readonly limitAsOf?: string
  readonly lockedUntil?: string
  readonly lock?: 'period' | 'year-end'
  readonly currency?: string
  readonly accountCurrency?: string
  readonly kind?: 'demo' | 'trial'
  readonly endsAbout?: string
}
