/** A visit: whom a browser acts for. It lives in a sealed cookie; the link that opens it is sealed the same way. */
import type { Seal } from '../vault/seal.ts'
import { SealError } from '../vault/seal.ts'

export const LINK_LIFETIME_SECONDS = 600
export const SESSION_LIFETIME_SECONDS = 8 * 3600

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

export interface Session extends Visitor {
  /** Attempts are bound to it. It outlives a second link opened in the same browser for the same account. */
  readonly id: string
  /** The link that opened it. */
  readonly link: string
  /** Unix seconds. */
  readonly until: number
}

export const closeLink = (seal: Seal, link: Link): Promise<string> => seal.close(JSON.stringify(link), 'link')
export const openLink = (seal: Seal, token: string): Promise<Link | undefined> => open<Link>(seal, token, 'link')

export const closeSession = (seal: Seal, session: Session): Promise<string> => seal.close(JSON.stringify(session), 'session')
export const openSession = (seal: Seal, cookie: string): Promise<Session | undefined> => open<Session>(seal, cookie, 'session')

/** @returns undefined for what we did not seal, or sealed with a key retired since */
async function open<T>(seal: Seal, sealed: string, name: string): Promise<T | undefined> {
  try {
    return JSON.parse(await seal.open(sealed, name)) as T
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}
