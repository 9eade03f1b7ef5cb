/** A session: the account that a browser acts for. Its cookie and the link that opens it are sealed; its details are stored with the account. */
import { SESSION_CEILING_SECONDS } from '../../src/contract/session-limits.ts'
import type { Seal } from '../vault/seal.ts'
import { SealError } from '../vault/seal.ts'

/** No session lives longer, so only the account decides when one ends. */
export const COOKIE_LIFETIME_SECONDS = SESSION_CEILING_SECONDS
/** Accounts that one browser may have open. */
const MOST_SESSIONS = 4

/** What miBilling said about the visitor when it asked for the link. */
interface Visitor {
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
  /** Made at the support desk. */
  readonly bySupport?: true | undefined
  /** In which the account bills. ISO 4217 */
  readonly currency?: string | undefined
  /** Unix seconds. */
  readonly until: number
}

/** What the cookie holds of a session. */
export interface SessionKey {
  readonly account: string
  /** Attempts are bound to it. A second link for the same account, in the same browser, keeps it. */
  readonly id: string
}

/** What the cookie of a helper's browser holds of a session. */
export interface HelperKey extends SessionKey {
  readonly handover: string
}

/** What the link of a hand-over holds, and that of its undo. */
export interface HandoverKey {
  readonly account: string
  readonly id: string
}

/** A session that hasn't ended. */
export interface Session extends Visitor, SessionKey {
  /** The link that opened it most recently. */
  readonly link: string
  /** That link was made at the support desk. */
  readonly bySupport?: true | undefined
}

/** The sessions of one browser. It acts only for the current one; the others wait until the person switches. */
export interface HeldSessions {
  readonly current?: SessionKey | undefined
  /** Newest first. */
  readonly others: readonly SessionKey[]
}

export const NO_SESSIONS: HeldSessions = { others: [] }

export const allOf = ({ current, others }: HeldSessions): readonly SessionKey[] =>
  current === undefined ? others : [current, ...others]

/** Makes a session the current one; the former one waits. Of more than four, the oldest are dropped. */
export function withCurrent(held: HeldSessions, key: SessionKey): HeldSessions {
  const others = allOf(held).filter(({ account }) => account !== key.account)
  return { current: key, others: others.slice(0, MOST_SESSIONS - 1) }
}

export const closeLink = (seal: Seal, link: Link): Promise<string> => seal.close(JSON.stringify(link), 'link')
export const openLink = (seal: Seal, token: string): Promise<Link | undefined> => open<Link>(seal, token, 'link')

export const closeHeld = (seal: Seal, held: HeldSessions): Promise<string> => seal.close(JSON.stringify(held), 'sessions')
export const openHeld = (seal: Seal, cookie: string): Promise<HeldSessions | undefined> =>
  open<HeldSessions>(seal, cookie, 'sessions')

export const closeHandover = (seal: Seal, { account, id }: HandoverKey): Promise<string> =>
  seal.close(JSON.stringify({ account, id }), 'handover')
export const openHandover = (seal: Seal, token: string): Promise<HandoverKey | undefined> =>
  open<HandoverKey>(seal, token, 'handover')

export const closeUndo = (seal: Seal, { account, id }: HandoverKey): Promise<string> =>
  seal.close(JSON.stringify({ account, id }), 'undo')
export const openUndo = (seal: Seal, token: string): Promise<HandoverKey | undefined> => open<HandoverKey>(seal, token, 'undo')

export const closeHelpers = (seal: Seal, held: readonly HelperKey[]): Promise<string> => seal.close(JSON.stringify(held), 'helpers')
export const openHelpers = (seal: Seal, cookie: string): Promise<readonly HelperKey[] | undefined> =>
  open<readonly HelperKey[]>(seal, cookie, 'helpers')

/** @returns undefined for what we didn't seal, or sealed with a key that is retired by now */
async function open<T>(seal: Seal, sealed: string, name: string): Promise<T | undefined> {
  try {
    return JSON.parse(await seal.open(sealed, name)) as T
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}
