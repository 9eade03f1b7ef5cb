/** What travels as JSON between the desk's pages and the Worker, under `/api/desk`. Times are Unix seconds. Failures are problem+json. */
import type {
  Connection,
  FleetAccount,
  HandoverLink,
  Handovers,
  Redelivery,
  SentWebhooks,
  SessionLink,
  Timeline,
  TimelineEvent,
} from './wire.ts'

/** `read`: may look at everything. `act`: may also do what `DeskAct` names. */
type DeskRole = 'read' | 'act'

/** What `GET /api/desk/me` answers. */
export interface DeskPerson {
  readonly email: string
  readonly roles: readonly DeskRole[]
}

/** What a support code stands for. `storyOf` (code-story.ts) tells it: what was tried, what came of it, whose turn it is. */
export interface DeskCode {
  readonly account: string
  /** When it was shown. */
  readonly at: number
  /** As miBilling last called the account. */
  readonly name?: string | undefined
  /** The timeline's event or the log's line, field by field, as they were written. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The timeline's event, with who did it; absent for codes that stood in a log line alone, and after the account was erased. */
  readonly event?: TimelineEvent | undefined
  /** Absent where the account doesn't answer just now. */
  readonly connection?: Connection | undefined
}

/** The body of `POST /api/desk/search`. Words of the customer's are looked for in the cards, in the browser. */
export interface DeskQuery {
  /** What was typed, at most 200 characters. */
  readonly query: string
  /** The support code in it, as `findSupportCode` has it. */
  readonly code?: string | undefined
}

/**
 * What `POST /api/desk/search` answers. `code` without `found`: it is none of ours, or older than a year. An account's id may look like a code,
 * so a code that is unknown is looked for among the accounts, too.
 */
export type DeskAnswer =
  | { readonly kind: 'code'; readonly code: string; readonly found?: DeskCode }
  | { readonly kind: 'accounts'; readonly accounts: readonly FleetAccount[] }

/** What `GET /api/desk/accounts/:account` answers. `?before=` (of `timeline.next`) answers with older events. */
export interface DeskAccount {
  readonly connection: Connection
  /** As miBilling last called the account. */
  readonly name?: string | undefined
  /** The language of the visit used last. */
  readonly locale?: string | undefined
  /** Visits that last. */
  readonly visits: number
  /** Why the login's token can't be renewed just now, and since when. */
  readonly trouble?: { readonly cause: string; readonly since: number } | undefined
  /** When we look at Xero next, by ourselves. */
  readonly nextLookAt?: number | undefined
  /** When the next billing run begins, as miBilling announced it. */
  readonly nextRunAt?: number | undefined
  /** Newest first, fifty at a time. Attempts are its events `attempt.begun`, `attempt.ended` and `attempt.stalled`. */
  readonly timeline: Timeline
  /** The fifty newest. */
  readonly webhooks: SentWebhooks
  readonly handovers: Handovers
}

/** Whether anybody ever came to the account: a mistyped id has no name, no visit and no event. */
export const isKnown = ({ name, visits, timeline }: DeskAccount): boolean =>
  name !== undefined || visits > 0 || timeline.events.length > 0

/** Acts by name, with what each needs beside the reason. */
interface DeskActs {
  /** Looks at Xero now. */
  readonly look: object
  /**
   * Makes a link that opens a visit for whoever has it: ten minutes, once. The customer's pages say "Support sent you here".
   * @param goto a page of the guide, such as `/connect/log-in/`; without one their own connection
   */
  readonly link: { readonly goto?: string; readonly locale?: string; readonly user?: string }
  /** Makes a link for a helper. @param organisation tenant id of the one to be reconnected */
  readonly handover: {
    readonly organisation?: string
    readonly user?: string
    readonly why?: string
    readonly locale?: string
    readonly email?: string
  }
  readonly 'revoke-handover': { readonly id: string }
  /** @param from the first sequence number; all of them without it */
  readonly redeliver: { readonly from?: number }
  /** Ends every connection of the account, at Xero too. */
  readonly disconnect: object
  /** Ends every visit, and links that were not opened yet. */
  readonly 'end-visits': object
  /** Disconnects, and erases all that is kept of the account and its people, comments too. */
  readonly erase: object
}

export type DeskAct = keyof DeskActs

/** The body of `POST /api/desk/accounts/:account/acts`. The reason has 3 to 300 characters. */
export type DeskOrder = { readonly [A in DeskAct]: { readonly act: A; readonly reason: string } & DeskActs[A] }[DeskAct]

/** What that answers, by act. `told`: whether Xero could be told. */
export interface DeskActAnswers {
  readonly look: Connection
  readonly link: SessionLink
  readonly handover: HandoverLink
  readonly 'revoke-handover': Record<never, never>
  readonly redeliver: Redelivery
  readonly disconnect: { readonly told: boolean }
  readonly 'end-visits': Record<never, never>
  readonly erase: Record<never, never>
}

/** What `GET /api/desk/stuck?days=7` answers: the latest first, a thousand at most. `&format=csv` answers with the rows as CSV. */
export interface DeskStuck {
  readonly rows: readonly {
    readonly account: string
    readonly at: number
    readonly kind: 'attempt' | 'visit'
    readonly step: string
    /** A problem code; `stalled` where the person simply stopped. */
    readonly cause: string
    readonly language: string
    /** How the account stands now. */
    readonly state: string | null
  }[]
  /** Of all of them. */
  readonly counts: readonly { readonly step: string; readonly cause: string; readonly count: number }[]
  /** How many got through each step, and how many were stuck there. */
  readonly steps: readonly { readonly step: string; readonly through: number; readonly stuck: number }[]
}

/** What `GET /api/desk/fleet?state=&reason=&organisation=&updatedSince=&after=` answers: 200 accounts at a time. */
export interface DeskFleet {
  readonly accounts: readonly FleetAccount[]
  /** The `after` of the next page. Absent on the last. */
  readonly next?: string
  /** On the first page alone. */
  readonly counts?: {
    readonly connected: number
    readonly choosing: number
    readonly dying: number
    readonly dead: Readonly<Record<string, number>>
    readonly dormant: number
    /** Connections used of the app's limit: an alarm where 80 % are used. Absent where the operator hasn't set the limit. */
    readonly connections?: { readonly used: number; readonly limit: number }
  }
}

/** One look or act. */
export interface DeskAuditEntry {
  readonly id: number
  readonly at: number
  /** Their email address, as Cloudflare Access has it. */
  readonly who: string
  /** `search`, `account`, `stuck`, `fleet`, `audit`, `comments`, `signals`, a `DeskAct`, or `comment-approve` and so on. */
  readonly what: string
  readonly account: string | null
  /** The support code that was looked up; never another query. The number of a comment. */
  readonly subject: string | null
  readonly reason: string | null
  /** `begun` until it has ended, then `done` or a problem code. A search: `code`, `no-code`, or how many accounts it found. */
  readonly outcome: string
  /** Of the request: the log and the account's timeline have the same. */
  readonly ref: string
}

/** What `GET /api/desk/audit?after=&account=` answers: newest first, a hundred at a time. */
export interface DeskAudit {
  readonly entries: readonly DeskAuditEntry[]
  /** The `after` of the next page. Absent on the last. */
  readonly next?: number
}

export interface DeskComment {
  readonly id: number
  readonly page: string
  readonly locale: string
  readonly account: string
  readonly name: string
  readonly text: string
  readonly writtenAt: number
  /** Absent while it waits. */
  readonly shownAt: number | null
  readonly reply: string | null
}

/** What `GET /api/desk/comments?all=true&after=` answers: those that wait, or all, oldest first, fifty at a time. */
export interface DeskComments {
  readonly comments: readonly DeskComment[]
  /** The `after` of the next page. Absent on the last. */
  readonly next?: number
}

/** The body of `POST /api/desk/comments`, which answers with the comment. `not-found` where there is none of that number. */
export interface DeskCommentOrder {
  readonly act: 'approve' | 'reply' | 'remove'
  readonly id: number
  /** With `reply` alone. */
  readonly text?: string
}

/** What `GET /api/desk/signals?days=90` answers: what readers pressed, by page and language. */
export interface DeskSignals {
  readonly pages: readonly {
    readonly page: string
    readonly locale: string
    readonly different: number
    readonly unhelpful: number
    readonly helpful: number
    /** Such as `2026-11-23`. */
    readonly firstDay: string
    readonly lastDay: string
  }[]
}
