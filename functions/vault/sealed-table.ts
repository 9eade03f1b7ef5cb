/**
 * A table of a Durable Object whose rows are numbered, dated and sealed: the timeline, the outbox. A row seals under its owner, table
 * and number. What other columns hold isn't sealed, so it is about nobody.
 */
import { now } from '../../src/contract/clock.ts'
import type { Seal } from './seal.ts'

interface SealedRow {
  readonly id: number
  /** Unix seconds. */
  readonly at: number
}

export interface SealedTable<Content, Columns extends object> {
  /** The highest number that was ever written; 0 at first. */
  lastId(): number
  /** Seals rows. @returns what writes them, without an `await`: beside the change that they are about */
  prepare(rows: readonly (SealedRow & { readonly content: Content })[]): Promise<() => void>
  /**
   * Newest first.
   *
   * @param before only rows with a lower number
   * @returns `next` where there are older ones: the `before` of the next page
   * @throws SealError when a row does not open
   */
  page(
    before: number | undefined,
    limit: number,
  ): Promise<{ readonly rows: readonly Opened<Content, Columns>[]; readonly next?: number }>
  /** @param where an SQL condition @returns the first row that fits */
  first(where: string, ...values: SqlStorageValue[]): Promise<Opened<Content, Columns> | undefined>
  /** Runs a statement on the table. @param statement with `TABLE` for its name @returns no rows where the table isn't there yet */
  run<R extends Record<string, SqlStorageValue>>(statement: string, ...values: SqlStorageValue[]): R[]
  /** Deletes rows that are older than this, and seals the others with the newest key. @returns how many are left */
  prune(keptSeconds: number): Promise<number>
}

type Opened<Content, Columns> = SealedRow & Columns & { readonly content: Content }
interface StoredRow extends Record<string, SqlStorageValue> {
  readonly id: number
  readonly at: number
  readonly sealed: string
}

/** @param columns further columns, as SQL, each with a default */
export function createSealedTable<Content, Columns extends object>(
  { sql, kv }: DurableObjectStorage,
  seal: Seal,
  { owner, table, columns = [] }: { readonly owner: string; readonly table: string; readonly columns?: readonly string[] },
): SealedTable<Content, Columns> {
  const lastKey = `${table}-last`
  const nameOf = (id: number) => `${owner}/${table}/${id}`
  const isThere = () => sql.exec('SELECT 1 FROM sqlite_master WHERE name = ?', table).toArray().length > 0
  const lastId = () => kv.get<number>(lastKey) ?? 0

  function run<R extends Record<string, SqlStorageValue>>(statement: string, ...values: SqlStorageValue[]): R[] {
    return isThere() ? sql.exec<R>(statement.replaceAll('TABLE', table), ...values).toArray() : []
  }
  async function open({ sealed, ...row }: StoredRow): Promise<Opened<Content, Columns>> {
    return { ...(row as unknown as SealedRow & Columns), content: JSON.parse(await seal.open(sealed, nameOf(row.id as number))) }
  }

  return {
    lastId,
    run,

    async prepare(rows) {
      const sealed = await Promise.all(
        rows.map(async ({ id, at, content }) => ({ id, at, sealed: await seal.close(JSON.stringify(content), nameOf(id)) })),
      )
      return () => {
        if (sealed.length === 0) return
        const all = ['id INTEGER PRIMARY KEY', 'at INTEGER NOT NULL', 'sealed TEXT NOT NULL', ...columns]
        sql.exec(`CREATE TABLE IF NOT EXISTS ${table} (${all.join(', ')})`)
        for (const row of sealed) sql.exec(`INSERT INTO ${table} (id, at, sealed) VALUES (?, ?, ?)`, row.id, row.at, row.sealed)
        kv.put(lastKey, Math.max(lastId(), ...sealed.map(({ id }) => id)))
      }
    },

    async page(before = Number.MAX_SAFE_INTEGER, limit) {
      const found = run<StoredRow>('SELECT * FROM TABLE WHERE id < ? ORDER BY id DESC LIMIT ?', before, limit + 1)
      const shown = found.slice(0, limit)
      const oldest = shown.at(-1)
      const next = found.length > limit && oldest !== undefined ? { next: oldest.id } : {}
      return { rows: await Promise.all(shown.map(open)), ...next }
    },

    async first(where, ...values) {
      const [row] = run<StoredRow>(`SELECT * FROM TABLE WHERE ${where} LIMIT 1`, ...values)
      return row === undefined ? undefined : open(row)
    },

    async prune(keptSeconds) {
      run('DELETE FROM TABLE WHERE at < ?', now() - keptSeconds)
      const rows = run<StoredRow>('SELECT id, at, sealed FROM TABLE')
      for (const { id, sealed } of rows) {
        if (seal.isNewest(sealed)) continue
        run('UPDATE TABLE SET sealed = ? WHERE id = ?', await seal.close(await seal.open(sealed, nameOf(id)), nameOf(id)), id)
      }
      return rows.length
    },
  }
}
