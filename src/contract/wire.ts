/** The shapes that travel as JSON between the Worker, its pages and miBilling. Times are Unix seconds. */

export type ConnectionState = 'not-connected' | 'choose-organisation' | 'connected' | 'reconnect-required'

/** Why a connection needs its person again. */
export type ReconnectReason =
  | 'expired'
  | 'disconnected-in-xero'
  | 'access-removed'
  | 'organisation-unavailable'
  | 'scopes-changed'
  | 'revoked'

/** A Xero tenant of type ORGANISATION that an account may use. Details beyond the name arrive a moment after connecting. */
export interface Organisation {
  readonly tenantId: string
  readonly name: string
  readonly shortCode?: string
  /** ISO 3166-1 alpha-2, such as `AU`. */
  readonly countryCode?: string
  /** ISO 4217, such as `AUD`. */
  readonly currency?: string
  /** Present when the organisation stops working by itself one day. */
  readonly kind?: 'demo' | 'trial'
  readonly addedAt: number
}

/** What `POST /v1/sessions` answers: a link that opens a visit, once. */
export interface SessionLink {
  readonly url: string
  readonly expiresAt: number
}

/** What `GET /v1/accounts/:account` answers. What the browser may know of it is said apart: `VisitorConnection`. */
export interface Connection {
  readonly account: string
  readonly state: ConnectionState
  readonly reason?: ReconnectReason
  /** The active organisation. */
  readonly organisation?: Organisation
  readonly organisations: readonly Organisation[]
  readonly authorisedBy?: { readonly name: string; readonly email: string }
  readonly authorisedAt?: number
  /** When Xero last showed us that the connection works. */
  readonly provenAt?: number
  /** When the login's permission lapses unless it is used before. */
  readonly reconnectBefore?: number
}

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
}

/** What `GET /v1/accounts/:account/access-token` answers; the token has at least 60 seconds to live. */
export interface AccessToken {
  readonly accessToken: string
  readonly tokenType: 'Bearer'
  readonly expiresAt: number
  readonly tenantId: string
  readonly organisation: Organisation
}

/** Who did it, as far as is known. */
export interface TimelineActor {
  /** Which service key of miBilling's: the first 8 hex of its digest. */
  readonly key?: string
  /** The person, as miStable named them. */
  readonly person?: string
  /** Where the request came from; of IPv6 the /64. */
  readonly address?: string
}

/** Something that happened to an account. Its number grows with each event, by no fixed step. */
export interface TimelineEvent {
  readonly id: number
  readonly at: number
  /** Such as `attempt.ended`: further types may come. */
  readonly type: string
  /** The support code of the request that did it. */
  readonly ref?: string
  readonly by?: TimelineActor
  /** Why, where something failed or was lost. */
  readonly cause?: string
  readonly outcome?: string
  readonly tenantId?: string
  /** The organisation's name at the time. */
  readonly organisation?: string
}

/** What `GET /v1/accounts/:account/events` answers: newest first. */
export interface Timeline {
  readonly events: readonly TimelineEvent[]
  /** The `before` that asks for the next page; absent on the last. */
  readonly next?: number
}

/** What miBilling is told of. */
export type WebhookType =
  | 'connection.connected'
  | 'connection.organisation-chosen'
  | 'connection.reconnect-required'
  | 'connection.repaired'
  | 'connection.disconnected'

/** The body of a webhook; its id, its time of sending and its signature are in the headers of Standard Webhooks. */
export interface WebhookPayload {
  readonly type: WebhookType
  /** When it came about: ISO 8601. */
  readonly timestamp: string
  /** 1, 2, 3 and so on for each account: tells older from newer, and whether one is missing. */
  readonly sequence: number
  /** The account as it was then. */
  readonly data: Connection
}

/** `waiting` to be put in the queue; `queued`: there, or on its way; the others are how it ended. */
export type WebhookState = 'waiting' | 'queued' | 'delivered' | 'undeliverable'

/** What became of one message to miBilling. */
export interface SentWebhook {
  readonly sequence: number
  /** The `webhook-id` of every delivery of this message. */
  readonly id: string
  readonly type: WebhookType
  /** When it came about. */
  readonly at: number
  readonly state: WebhookState
  /** How often miBilling was called, since the message was first sent or last redelivered. */
  readonly tries: number
  /** Why the last try failed: `http-500` and the like, `no-answer`, or `switched-off` where there is no WEBHOOK_URL. */
  readonly cause?: string
}

/** What `GET /v1/accounts/:account/webhooks` answers: newest first. */
export interface SentWebhooks {
  readonly webhooks: readonly SentWebhook[]
  /** The `before` that asks for the next page; absent on the last. */
  readonly next?: number
}

/** What `POST /v1/accounts/:account/webhooks/redeliver` answers. */
export interface Redelivery {
  readonly count: number
}

/** RFC 9457, with our code and the support code. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  /** Eight characters of Crockford base32, such as `7KQ2-M4XP`; also in the log. */
  readonly ref: string
  readonly detail?: string
}

/** What `reconnect-required` says beyond that: why, and where a person puts it right. */
export interface ReconnectDemand {
  readonly reason: ReconnectReason
  readonly reconnectUrl: string
}
