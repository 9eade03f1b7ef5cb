/** The steps that people got through, and those they were stuck at: attempts and visits that stalled or failed. */
import { now } from '../../src/contract/clock.ts'

/** Nothing in it says who the person is. */
export interface Passage {
  /** The number of the event in the account's timeline. */
  readonly event: number
  /** Unix seconds. */
  readonly at: number
  readonly kind: 'attempt' | 'visit'
  /** As `flow/step`, or `start`. */
  readonly step: string
  /** A problem code; `stalled` where the person simply stopped. Absent where they got through. */
  readonly cause?: string | undefined
  readonly language: string
}

export interface StuckRow extends Omit<Passage, 'event' | 'cause'> {
  readonly cause: string
  readonly account: string
  /** How the account stands now: `connected` has found a way since. */
  readonly state: string | null
}

export interface StuckList {
  /** The latest first, a thousand at most. */
  readonly rows: readonly StuckRow[]
  /** Of all of them. */
  readonly counts: readonly { readonly step: string; readonly cause: string; readonly count: number }[]
  /** How many got through each step, and how many were stuck there. */
  readonly steps: readonly { readonly step: string; readonly through: number; readonly stuck: number }[]
}

const KEPT_SECONDS = 90 * 86_400
const MOST_ROWS = 1000

export const passageStatements = ({ DESK: db }: Env, account: string, passages: readonly Passage[]): D1PreparedStatement[] => [
  db.prepare('DELETE FROM passages WHERE at < ?').bind(now() - KEPT_SECONDS),
  db
    .prepare(
      `INSERT OR REPLACE INTO passages SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
       FROM json_each(?2)`,
    )
    .bind(
      account,
      JSON.stringify(passages.map(({ event, at, kind, step, cause, language }) => [event, at, kind, step, cause, language])),
    ),
]

/** @param days how far back */
export async function readStuck({ DESK: db }: Env, days: number): Promise<StuckList> {
  const since = now() - days * 86_400
  const [rows, counts, steps] = await db.batch([
    db
      .prepare(
        `SELECT account, at, kind, step, cause, language, state FROM passages LEFT JOIN accounts USING (account) WHERE at >= ? AND cause IS NOT NULL
         ORDER BY at DESC LIMIT ${MOST_ROWS}`,
      )
      .bind(since),
    db
      .prepare(
        'SELECT step, cause, COUNT(*) AS count FROM passages WHERE at >= ? AND cause IS NOT NULL GROUP BY step, cause ORDER BY count DESC',
      )
      .bind(since),
    db
      .prepare(
        'SELECT step, SUM(cause IS NULL) AS through, COUNT(cause) AS stuck FROM passages WHERE at >= ? GROUP BY step ORDER BY step',
      )
      .bind(since),
  ])
  return { rows: rows?.results ?? [], counts: counts?.results ?? [], steps: steps?.results ?? [] } as StuckList
}

const COLUMNS = ['account', 'at', 'kind', 'step', 'cause', 'language', 'state'] as const

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export const stuckCsv = (rows: readonly StuckRow[]): string =>
  [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => cellOf(String(row[column] ?? ''))))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('')

const cellOf = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
