/**
 * What happened to an account, in the order in which it happened: for support, for miBilling, and because Xero asks its partners to
 * keep such a log for a year (xero.md §2.5). Each row is sealed under its own number; no token and no secret is ever in one.
 */
import { now } from '../../src/contract/clock.ts'
import type { TimelineEvent, Timeline as TimelinePage } from '../../src/contract/wire.ts'
import type { Seal } from '../vault/seal.ts'

export type Entry = Omit<TimelineEvent, 'id' | 'at'> & { readonly at?: number }

export interface Timeline {
  /** Seals entries. @returns what writes them, without an `await`: beside the change that they tell of */
  prepare(...entries: readonly Entry[]): Promise<() => void>
  /**
   * Newest first.
   *
   * @param before only what is older than the event of this number
   * @throws SealError when a row does not open
   */
  page(before: number | undefined, limit: number): Promise<TimelinePage>
  /** Forgets what is older than a year, and seals anew what was not sealed with the newest key. @returns how many events are left */
  prune(): Promise<number>
}

const KEPT_SECONDS = 365 * 86_400
/** The number of the last event; no number is given twice. */
const LAST = 'timeline'

interface Row extends Record<string, SqlStorageValue> {
  readonly id: number
  readonly at: number
  readonly sealed: string
}

export function createTimeline(storage: DurableObjectStorage, seal: Seal, owner: string): Timeline {
  const { sql, kv } = storage
  const nameOf = (id: number) => `${owner}/timeline/${id}`
  const isThere = () => sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'timeline'`).toArray().length > 0
  let last: number | undefined

  function nextId(): number {
    last = (last ?? kv.get<number>(LAST) ?? 0) + 1
    return last
  }

  return {
    async prepare(...entries) {
      const rows = await Promise.all(
        entries.map(async ({ at = now(), ...entry }) => {
          const id = nextId()
          return { id, at, sealed: await seal.close(JSON.stringify(entry), nameOf(id)) }
        }),
      )
      return () => {
        if (rows.length === 0) return
        sql.exec('CREATE TABLE IF NOT EXISTS timeline (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, sealed TEXT NOT NULL)')
        for (const { id, at, sealed } of rows) sql.exec('INSERT INTO timeline (id, at, sealed) VALUES (?, ?, ?)', id, at, sealed)
        kv.put(LAST, last)
      }
    },

    async page(before, limit) {
      if (!isThere()) return { events: [] }
      const rows = sql
        .exec<Row>(
          'SELECT id, at, sealed FROM timeline WHERE id < ? ORDER BY id DESC LIMIT ?',
          before ?? Number.MAX_SAFE_INTEGER,
          limit + 1,
        )
        .toArray()
      const shown = rows.slice(0, limit)
      const events = shown.map(async ({ id, at, sealed }): Promise<TimelineEvent> => {
        return { id, at, ...JSON.parse(await seal.open(sealed, nameOf(id))) }
      })
      const oldest = shown.at(-1)
      return { events: await Promise.all(events), ...(rows.length > limit && oldest !== undefined ? { next: oldest.id } : {}) }
    },

    async prune() {
      if (!isThere()) return 0
      sql.exec('DELETE FROM timeline WHERE at < ?', now() - KEPT_SECONDS)
      const rows = sql.exec<Row>('SELECT id, at, sealed FROM timeline').toArray()
      for (const { id, sealed } of rows) {
        if (seal.isNewest(sealed)) continue
        const anew = await seal.close(await seal.open(sealed, nameOf(id)), nameOf(id))
        sql.exec('UPDATE timeline SET sealed = ? WHERE id = ?', anew, id)
      }
      return rows.length
    },
  }
}
