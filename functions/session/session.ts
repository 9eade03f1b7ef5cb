/** A session: whom a browser acts for. Its cookie and the link that opens it are sealed; what is known of it lives with the account. */
import type { Seal } from '../vault/seal.ts'
import { SealError } from '../vault/seal.ts'

/** Longer than any session, so that the account alone says when one is over: eight hours, the hour that an attempt may take, and the press after it. */
export const COOKIE_LIFETIME_SECONDS = 9 * 3600 + 600
/** Accounts that one browser may have open. */
const MOST_SESSIONS = 4

/** What miBilling said of the visitor when it asked for the link. */
export interface Visitor {
  readonly account: string
  /** The account's name, as its people know it. */
  readonly name?: string | undefined
  /** The person, as miStable names them. */
  readonly user?: string | undefined
  /** Where the person goes when done, instead of the dashboard. */
  readonly returnUrl?: string | undefined
  readonly locale?: string | undefined
}

export interface Link extends Visitor {
  readonly id: string
  readonly goto?: string | undefined
  /** Unix seconds. */
  readonly until: number
}

/** What a browser holds of a session. */
export interface SessionKey {
  readonly account: string
  /** Attempts are bound to it. It outlives a second link opened in the same browser for the same account. */
  readonly id: string
}

/** A session that is alive. */
export interface Session extends Visitor, SessionKey {
  /** The link that opened it last. */
  readonly link: string
}

/** The sessions of one browser. It acts for the current one alone; the others wait until the person chooses one. */
export interface HeldSessions {
  readonly current?: SessionKey | undefined
  /** Newest first. */
  readonly others: readonly SessionKey[]
}

export const NO_SESSIONS: HeldSessions = { others: [] }

export const allOf = ({ current, others }: HeldSessions): readonly SessionKey[] =>
  current === undefined ? others : [current, ...others]

/** Makes a session the current one. The session that was current waits; of more than four, those that waited longest are dropped. */
export function withCurrent(held: HeldSessions, key: SessionKey): HeldSessions {
  const others = allOf(held).filter(({ account }) => account !== key.account)
  return { current: key, others: others.slice(0, MOST_SESSIONS - 1) }
}

export const closeLink = (seal: Seal, link: Link): Promise<string> => seal.close(JSON.stringify(link), 'link')
export const openLink = (seal: Seal, token: string): Promise<Link | undefined> => open<Link>(seal, token, 'link')

export const closeHeld = (seal: Seal, held: HeldSessions): Promise<string> => seal.close(JSON.stringify(held), 'sessions')
export const openHeld = (seal: Seal, cookie: string): Promise<HeldSessions | undefined> =>
  open<HeldSessions>(seal, cookie, 'sessions')

/** @returns undefined for what we did not seal, or sealed with a key retired since */
async function open<T>(seal: Seal, sealed: string, name: string): Promise<T | undefined> {
  try {
    return JSON.parse(await seal.open(sealed, name)) as T
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}
