/** The sessions of an account: who came from miStable, in which browser. The browser's cookie holds only the account and an id. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { SESSION_CEILING_SECONDS, SESSION_LONGEST_SECONDS } from '../../src/contract/session-limits.ts'
import { LINK_LIFETIME_SECONDS } from '../../src/contract/start-link.ts'
import { type Seal, SealError } from '../vault/seal.ts'
import { createSealedRecords, type SealedRecords } from '../vault/sealed-record.ts'

/** A session ends when it isn't used for this long. */
export const SESSION_IDLE_SECONDS = 3600
/** Every page reads the session, so its use is noted no more often than this. */
const NOTE_USE_EVERY_SECONDS = 60
/** Browsers that a hand-over may have open at once: a helper may begin on the phone and go on at a desk. */
const MOST_HELPERS = 5
const LINK = 'link/'
/** When the account was deleted: a link made before that opens nothing. Unix seconds. */
const LINKS_FROM = 'links-from'

/** What miBilling said about the visitor when it asked for the link. */
export interface SessionDetails {
  /** The id of the link that opened the session most recently. */
  readonly link: string
  readonly name?: string | undefined
  readonly user?: string | undefined
  readonly returnUrl?: string | undefined
  readonly locale?: string | undefined
  /** A link of the support desk opened it. */
  readonly bySupport?: true | undefined
  /** Set for a helper's session, which may connect for this hand-over and nothing else. */
  readonly handover?: string | undefined
}

/** Unix seconds throughout. */
interface SessionRecord extends SessionDetails {
  readonly openedAt: number
  readonly usedAt: number
  /** Ten minutes after its latest attempt expires: whoever is back at the last moment still has to confirm the organisation. */
  readonly attemptUntil?: number
}

export interface Sessions {
  /**
   * Opens a session, or continues the one with this id, and uses up the link in the same write.
   *
   * @param linkUntil when the link expires by itself
   * @param beside gets the first moment at which something can be deleted
   * @returns `link-spent` when the link was used before, `link-expired` when the account was deleted after the link was made
   */
  open(
    id: string,
    details: SessionDetails,
    linkUntil: number,
    beside: (pruneAt: number) => void,
  ): Promise<Result<void, 'link-spent' | 'link-expired'>>
  /** Opens a session for a helper, or continues it. @param beside gets the first moment at which something can be deleted */
  openForHelper(id: string, handover: string, beside: (pruneAt: number) => void): Promise<void>
  /** Ends what helpers have open by this hand-over. @param except the session that has just connected, whose page shows how to undo it */
  endHelpers(handover: string, except?: string): Promise<void>
  /** Notes that it was used. @returns undefined when it has ended, or never existed */
  read(id: string): Promise<SessionDetails | undefined>
  /** @returns the one that was used last, a helper's aside, and how many there are; undefined where none lasts */
  latest(): Promise<{ readonly usedAt: number; readonly locale?: string | undefined; readonly count: number } | undefined>
  /** An attempt has begun: its session doesn't end before this. */
  keepUntil(id: string, attemptUntil: number): Promise<void>
  end(id: string): Promise<void>
  /** The account is being deleted: nobody may act for it any more. */
  endAll(): Promise<void>
  /** Links made before this second open nothing any more. @returns when they have all expired anyway */
  refuseEarlierLinks(): number
  /** Deletes what has ended. @returns when the next one ends; undefined when none is left */
  prune(): Promise<number | undefined>
  isEmpty(): boolean
}

/** @param seal of the cookies: a session whose key is retired has ended, like its cookie */
export function createSessions(storage: DurableObjectStorage, seal: Seal, owner: string): Sessions {
  const records: SealedRecords<SessionRecord> = createSealedRecords(storage, seal, owner, 'session')

  /** Deletes a session that no key opens any more. */
  async function orEnded<T>(id: string, work: Promise<T>): Promise<T | undefined> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      storage.kv.delete(`session/${id}`)
      return undefined
    }
  }
  const change = (id: string, next: (session: SessionRecord) => SessionRecord | undefined) =>
    orEnded(
      id,
      records.at(id).update((session) => session && next(session)),
    )

  return {
    async open(id, details, linkUntil, beside) {
      if (linkUntil - LINK_LIFETIME_SECONDS < (storage.kv.get<number>(LINKS_FROM) ?? 0)) return fail('link-expired')
      await orEnded(id, records.at(id).read())
      let isFresh = false
      await records.at(id).update(
        (before) => {
          isFresh = storage.kv.get(LINK + details.link) === undefined
          const attempt = before?.attemptUntil === undefined ? {} : { attemptUntil: before.attemptUntil }
          return isFresh ? { ...details, ...attempt, openedAt: now(), usedAt: now() } : before
        },
        () => {
          if (!isFresh) return
          storage.kv.put(LINK + details.link, linkUntil)
          beside(Math.min(linkUntil, now() + SESSION_IDLE_SECONDS))
        },
      )
      return isFresh ? succeed(undefined) : fail('link-spent')
    },

    async openForHelper(id, handover, beside) {
      const own = await Promise.all(
        records.ids().map(async (key) => ({ key, session: await orEnded(key, records.at(key).read()) })),
      )
      const others = own.flatMap(({ key, session }) => (session?.handover === handover && key !== id ? [{ key, session }] : []))
      others.sort((one, other) => other.session.openedAt - one.session.openedAt)
      for (const { key } of others.slice(MOST_HELPERS - 1)) await change(key, () => undefined)
      const write = () => beside(now() + SESSION_IDLE_SECONDS)
      await records.at(id).update(() => ({ link: handover, handover, openedAt: now(), usedAt: now() }), write)
    },

    async endHelpers(handover, except) {
      for (const id of records.ids().filter((other) => other !== except))
        await change(id, (session) => (session.handover === handover ? undefined : session))
    },

    async read(id) {
      const session = await orEnded(id, records.at(id).read())
      if (session === undefined || endOf(session) <= now()) return undefined
      if (session.usedAt <= now() - NOTE_USE_EVERY_SECONDS) await change(id, (current) => ({ ...current, usedAt: now() }))
      const { openedAt: _opened, usedAt: _used, attemptUntil: _attempt, ...details } = session
      return details
    },

    async latest() {
      const found = await Promise.all(records.ids().map((id) => orEnded(id, records.at(id).read())))
      const own = found.filter((session) => session !== undefined && session.handover === undefined && endOf(session) > now())
      const [last] = own.sort((one, other) => (other?.usedAt ?? 0) - (one?.usedAt ?? 0))
      return last && { ...last, count: own.length }
    },

    keepUntil: async (id, attemptUntil) => void (await change(id, (session) => ({ ...session, attemptUntil }))),

    end: async (id) => void (await change(id, () => undefined)),

    async endAll() {
      for (const id of records.ids()) await change(id, () => undefined)
    },

    refuseEarlierLinks() {
      storage.kv.put(LINKS_FROM, now())
      return now() + LINK_LIFETIME_SECONDS
    },

    async prune() {
      const ends: number[] = []
      const linksFrom = storage.kv.get<number>(LINKS_FROM)
      if (linksFrom !== undefined && linksFrom + LINK_LIFETIME_SECONDS <= now()) storage.kv.delete(LINKS_FROM)
      else if (linksFrom !== undefined) ends.push(linksFrom + LINK_LIFETIME_SECONDS)
      for (const [key, until] of [...storage.kv.list<number>({ prefix: LINK })]) {
        if (until <= now()) storage.kv.delete(key)
        else ends.push(until)
      }
      for (const id of records.ids()) {
        const kept = await change(id, (session) => (endOf(session) <= now() ? undefined : session))
        if (kept !== undefined) ends.push(endOf(kept))
      }
      return ends.length === 0 ? undefined : Math.min(...ends)
    },

    isEmpty: () =>
      records.ids().length === 0 &&
      storage.kv.get(LINKS_FROM) === undefined &&
      [...storage.kv.list({ prefix: LINK, limit: 1 })].length === 0,
  }
}

const endOf = ({ openedAt, usedAt, attemptUntil = 0 }: SessionRecord): number =>
  Math.max(
    Math.min(openedAt + SESSION_LONGEST_SECONDS, usedAt + SESSION_IDLE_SECONDS),
    Math.min(attemptUntil, openedAt + SESSION_CEILING_SECONDS),
  )
