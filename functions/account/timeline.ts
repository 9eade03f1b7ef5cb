/**
 * What happened to an account, in the order in which it happened: for support, for miBilling, and because Xero asks its partners to
 * keep such a log for a year. No token and no secret is ever in it.
 *
 * @see https://developer.xero.com/partner/security-standard-for-xero-api-consumers
 */
import { now } from '../../src/contract/clock.ts'
import type { Timeline, TimelineEvent } from '../../src/contract/wire.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedTable } from '../vault/sealed-table.ts'

type Content = Omit<TimelineEvent, 'id' | 'at'>
export type Entry = Content & { readonly at?: number }

export interface TimelineTable {
  /** Seals entries. @returns what writes them, without an `await`: beside the change that they are about */
  prepare(...entries: readonly Entry[]): Promise<() => void>
  /**
   * Newest first.
   *
   * @param before only events older than this number
   * @throws SealError when a row does not open
   */
  page(before: number | undefined, limit: number): Promise<Timeline>
  /** Deletes what is older than a year, and seals the rest with the newest key. @returns how many events are left */
  prune(): Promise<number>
}

const KEPT_SECONDS = 365 * 86_400

/** @param beside is called beside the write of what others look up: a support code, or a person who is stuck */
export function createTimeline(storage: DurableObjectStorage, seal: Seal, owner: string, beside: () => void): TimelineTable {
  const table = createSealedTable<Content, object>(storage, seal, { owner, table: 'timeline' })
  // No number is given twice, even to two entries that are prepared at once.
  let last: number | undefined
  function nextId(): number {
    last = (last ?? table.lastId()) + 1
    return last
  }

  return {
    async prepare(...entries) {
      const write = await table.prepare(entries.map(({ at = now(), ...content }) => ({ id: nextId(), at, content })))
      return () => {
        write()
        if (entries.some(({ ref, step }) => ref !== undefined || step !== undefined)) beside()
      }
    },

    async page(before, limit) {
      const { rows, ...next } = await table.page(before, limit)
      return { events: rows.map(({ id, at, content }) => ({ id, at, ...content })), ...next }
    },

    prune: () => table.prune(KEPT_SECONDS),
  }
}
