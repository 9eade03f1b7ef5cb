/** Hand-overs: links by which one other person may connect the account, once. The link itself is sealed and not stored. */
import { now } from '../../src/contract/clock.ts'
import { HANDOVER_LIFETIME_SECONDS, MAILS_A_DAY, UNDO_LIFETIME_SECONDS } from '../../src/contract/handover-limits.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { HandoverState } from '../../src/contract/wire.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedRecords } from '../vault/sealed-record.ts'
import type { LoginUse } from './record.ts'

/** How many an account may have whose link or undo still works. */
const MOST_ALIVE = 20
/** Kept in all: of the others the oldest are deleted. */
const MOST_KEPT = 60
const DAY_SECONDS = 86_400
/** When mails were sent within the last day. Unix seconds */
const MAILS = 'handover-mails'

/** What the asker says. */
export interface HandoverWish {
  /** The account's name, as its people know it. */
  readonly name?: string | undefined
  /** The person who asks. */
  readonly user?: string | undefined
  readonly why?: string | undefined
  /** The helper's language. */
  readonly locale: Locale
  /** Tenant id of the organisation that is to be reconnected. */
  readonly expected?: string | undefined
  /** The session it is made in: its pages alone show the link again. */
  readonly madeIn?: string | undefined
}

/** A connection that the helper's consent brought or renewed. */
export interface Brought extends LoginUse {
  readonly name: string
}

/** Times are Unix seconds. */
export interface HandoverRecord extends HandoverWish {
  readonly madeAt: number
  readonly until: number
  /** When the button was first pressed. */
  readonly openedAt?: number
  /** Key of the attempt that may connect: the first one whose consent was good. */
  readonly takenBy?: string
  /** When the one success was. */
  readonly connectedAt?: number
  readonly helper?: { readonly name: string; readonly email: string }
  /** Of every consent by this link that was not undone, those put aside among them. */
  readonly brought: readonly Brought[]
  readonly broughtAt?: number
  readonly revokedAt?: number
  readonly undoneAt?: number
  /** Whether Xero could be told of the undoing. */
  readonly told?: boolean
}

export interface HandoverTable {
  /** @returns its id; `too-many` where the account has as many that still work as it may */
  make(order: HandoverWish, beside: (kept: HandoverRecord) => void): Promise<Result<string, 'too-many'>>
  read(id: string): Promise<HandoverRecord | undefined>
  /** Newest first. */
  all(): Promise<readonly { readonly id: string; readonly handover: HandoverRecord }[]>
  change(id: string, next: (handover: HandoverRecord) => HandoverRecord, beside?: () => void): Promise<HandoverRecord | undefined>
  deleteAll(): Promise<void>
  /** Counts a mail. @returns false when a day's mails have been sent */
  countMail(): boolean
  reseal(): Promise<void>
  /** Deletes what is over. @returns when the next one is; undefined when none is left */
  prune(): Promise<number | undefined>
  isEmpty(): boolean
}

/** @param seal of records that last: an undo works for a month */
export function createHandovers(storage: DurableObjectStorage, seal: Seal, owner: string): HandoverTable {
  const records = createSealedRecords<HandoverRecord>(storage, seal, owner, 'handover')

  async function all() {
    const found = await Promise.all(records.ids().map(async (id) => ({ id, handover: await records.at(id).read() })))
    const kept = found.flatMap(({ id, handover }) => (handover === undefined ? [] : [{ id, handover }]))
    return kept.sort((one, other) => other.handover.madeAt - one.handover.madeAt)
  }
  const drop = (id: string) => records.at(id).update(() => undefined)
  const recentMails = () => (storage.kv.get<readonly number[]>(MAILS) ?? []).filter((at) => at > now() - DAY_SECONDS)

  return {
    async make(order, beside) {
      const kept = await all()
      const over = kept.filter(({ handover }) => !isAlive(handover, now()))
      if (kept.length - over.length >= MOST_ALIVE) return fail('too-many')
      for (const { id } of over.slice(Math.max(0, MOST_KEPT - 1 - (kept.length - over.length)))) await drop(id)
      const id = crypto.randomUUID()
      const handover = { ...order, madeAt: now(), until: now() + HANDOVER_LIFETIME_SECONDS, brought: [] }
      await records.at(id).update(() => handover, beside)
      return succeed(id)
    },

    read: (id) => records.at(id).read(),
    all,
    change: (id, next, beside) => records.at(id).update((handover) => handover && next(handover), beside),

    async deleteAll() {
      for (const id of records.ids()) await drop(id)
      storage.kv.delete(MAILS)
    },

    countMail() {
      const mails = recentMails()
      if (mails.length >= MAILS_A_DAY) return false
      storage.kv.put(MAILS, [...mails, now()])
      return true
    },

    async reseal() {
      for (const id of records.ids()) await records.at(id).reseal()
    },

    async prune() {
      const mails = recentMails()
      if (mails.length === 0) storage.kv.delete(MAILS)
      else storage.kv.put(MAILS, mails)
      const ends: number[] = []
      for (const { id, handover } of await all()) {
        if (keptUntil(handover) <= now()) await drop(id)
        else ends.push(keptUntil(handover))
      }
      return ends.length === 0 ? undefined : Math.min(...ends)
    },

    isEmpty: () => records.ids().length === 0,
  }
}

export function stateOf({ connectedAt, revokedAt, until, openedAt }: HandoverRecord, at: number): HandoverState {
  if (connectedAt !== undefined) return 'connected'
  if (revokedAt !== undefined) return 'revoked'
  if (until <= at) return 'expired'
  return openedAt === undefined ? 'open' : 'opened'
}

export const isOpen = (handover: HandoverRecord, at: number): boolean => /^open/.test(stateOf(handover, at))

/** Until when the helper may undo what they allowed. @returns undefined where there is nothing to undo */
export const undoUntil = ({ broughtAt, brought }: HandoverRecord): number | undefined =>
  broughtAt === undefined || brought.length === 0 ? undefined : broughtAt + UNDO_LIFETIME_SECONDS

export const isUndoable = (handover: HandoverRecord, at: number): boolean =>
  handover.undoneAt === undefined && (undoUntil(handover) ?? 0) > at

const isAlive = (handover: HandoverRecord, at: number): boolean => isOpen(handover, at) || isUndoable(handover, at)

/** The list shows it for as long as its undo could work. */
export const keptUntil = ({ madeAt, broughtAt = madeAt }: HandoverRecord): number => broughtAt + UNDO_LIFETIME_SECONDS
