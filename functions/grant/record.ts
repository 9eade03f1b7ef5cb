/** What one login granted our app, and who uses it. Pure: the Grant object stores what these functions return. */
import { lookUp } from '../../src/contract/look-up.ts'
import type { ReconnectReason } from '../../src/contract/wire.ts'
import type { Consent } from '../xero/consent.ts'
import type { Tokens } from '../xero/token-answer.ts'

/** Xero drops a refresh token that isn't used for this long. */
const IDLE_LIMIT_SECONDS = 60 * 86_400

export interface GrantRecord {
  readonly person: { readonly name: string; readonly email: string }
  readonly authorisedAt: number
  readonly accessToken: string
  readonly accessExpiresAt: number
  readonly refreshToken: string
  /** When Xero last gave these tokens, by consent or refresh. */
  readonly refreshedAt: number
  /** Counts the token sets. A change that began with another generation is out of date. */
  readonly generation: number
  /** The attempt whose consent these tokens come from, so that the same consent isn't adopted twice. */
  readonly attempt?: string
  /** Set while refreshes fail for a reason that has nothing to do with the person. */
  readonly trouble?: Trouble
  /** Set when Xero no longer takes the refresh token. */
  readonly dead?: { readonly reason: Extract<ReconnectReason, 'expired' | 'revoked'>; readonly at: number }
  readonly uses: Uses
}

/** Refreshes have failed since then; nobody has to consent again because of it. */
export interface Trouble {
  readonly since: number
  readonly cause: 'xero-unavailable' | 'our-settings'
  /** Xero said that the login is over, at a time when it said so about too many logins. */
  readonly isHeld?: true
}

/** Which accounts use which of the login's connections, by tenant. */
type Uses = Readonly<Record<string, ConnectionUse>>

interface ConnectionUse {
  readonly connectionId: string
  readonly accounts: readonly string[]
}

/** A connection of this login that an account uses. */
export interface UsedConnection {
  readonly tenantId: string
  readonly connectionId: string
}

/** What an account may know about a login: no token. Times are Unix seconds. */
export interface Standing {
  readonly reason?: Extract<ReconnectReason, 'expired' | 'revoked'>
  readonly trouble?: Trouble
  readonly person: { readonly name: string; readonly email: string }
  readonly authorisedAt: number
  readonly reconnectBefore: number
  /** When the login looks at Xero next by itself. */
  readonly nextLookAt?: number
}

/** Whether a failure means that the login has ended, so that its person must consent again. */
export const isOver = (error: string): error is 'expired' | 'revoked' => error === 'expired' || error === 'revoked'

/** A proven consent, and what an account uses of it. */
export interface Adoption {
  /** The attempt that brought it. */
  readonly attempt: string
  /** When Xero gave the tokens. */
  readonly at: number
  readonly consent: Consent
  readonly refreshToken: string
  readonly account: string
  readonly connections: readonly UsedConnection[]
}

/**
 * A newer consent of the same login revives every account that uses the login, and adds what `account` uses now. An interrupted attempt
 * may come again, so its tokens are adopted once, and never in place of newer ones.
 */
export function adopted(current: GrantRecord | undefined, adoption: Adoption): GrantRecord {
  const { attempt, at, consent, refreshToken, account, connections } = adoption
  const uses = connections.reduce((sum, connection) => withUse(sum, account, connection), current?.uses ?? {})
  if (current?.attempt === attempt) return { ...current, uses }
  if (current !== undefined && current.dead === undefined && current.refreshedAt > at) return { ...current, uses }
  return {
    person: consent.person,
    authorisedAt: at,
    accessToken: consent.tokens.accessToken,
    accessExpiresAt: consent.tokens.accessExpiresAt,
    refreshToken,
    refreshedAt: at,
    generation: (current?.generation ?? 0) + 1,
    attempt,
    uses,
  }
}

export const refreshed = (
  { dead: _dead, trouble: _trouble, ...current }: GrantRecord,
  tokens: Tokens,
  at: number,
): GrantRecord => ({
  ...current,
  accessToken: tokens.accessToken,
  accessExpiresAt: tokens.accessExpiresAt,
  refreshToken: tokens.refreshToken ?? current.refreshToken,
  refreshedAt: at,
  generation: current.generation + 1,
})

export const troubled = (current: GrantRecord, cause: Trouble['cause'], at: number): GrantRecord => ({
  ...current,
  trouble: { since: at, ...current.trouble, cause, ...(current.trouble?.cause === cause ? {} : { since: at }) },
})

/** Xero says that the login is over, and isn't believed for now. */
export function heldBack(current: GrantRecord, at: number): GrantRecord {
  const { trouble } = troubled(current, 'xero-unavailable', at)
  return { ...current, trouble: { since: at, cause: 'xero-unavailable', ...trouble, isHeld: true } }
}

/** The tokens went unused for so long that they have expired by the calendar, whatever else is going on. */
export const isIdle = ({ refreshedAt }: GrantRecord, at: number): boolean => at - refreshedAt > IDLE_LIMIT_SECONDS

/** Xero answered `invalid_grant`: the token has expired if it went unused for too long; otherwise a person revoked it. */
export const died = (current: GrantRecord, at: number): GrantRecord => ({
  ...current,
  dead: { reason: isIdle(current, at) ? 'expired' : 'revoked', at },
})

/** A grant whose last day has passed counts as expired, even before Xero was asked. */
export function standingOf(record: GrantRecord, at: number): Standing {
  const reconnectBefore = record.refreshedAt + IDLE_LIMIT_SECONDS
  const reason = record.dead?.reason ?? (reconnectBefore < at ? 'expired' : undefined)
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(record.trouble === undefined ? {} : { trouble: record.trouble }),
    person: record.person,
    authorisedAt: record.authorisedAt,
    reconnectBefore,
  }
}

/** Every account that uses the login. */
export const accountsOf = ({ uses }: GrantRecord): string[] => [...new Set(Object.values(uses).flatMap(({ accounts }) => accounts))]

function withUse(uses: Uses, account: string, { tenantId, connectionId }: UsedConnection): Uses {
  const accounts = new Set(lookUp(uses, tenantId)?.accounts)
  return { ...uses, [tenantId]: { connectionId, accounts: [...accounts.add(account)] } }
}

/** Leaves out tenants that nobody uses any more. */
function withoutUse(uses: Uses, account: string, tenantId: string): Uses {
  const { [tenantId]: use, ...others } = uses
  const accounts = use?.accounts.filter((name) => name !== account) ?? []
  return use === undefined || accounts.length === 0 ? others : { ...others, [tenantId]: { ...use, accounts } }
}

/** @returns undefined when nobody uses the grant any more: delete it then */
export function released(current: GrantRecord, account: string, tenantId: string): GrantRecord | undefined {
  const uses = withoutUse(current.uses, account, tenantId)
  return Object.keys(uses).length === 0 ? undefined : { ...current, uses }
}
