/** One tap of a reader: counted, without storing who it was. */
import type { GuidePage } from './guide-page.ts'

export const SIGNAL_KINDS = ['different', 'helpful', 'unhelpful'] as const

/** `different`: the reader's screen is not like the picture. The other two answer "Was this helpful?". */
export type SignalKind = (typeof SIGNAL_KINDS)[number]

export interface SignalCounter {
  /** @param at Unix seconds; counted under its day in UTC */
  count(page: GuidePage, kind: SignalKind, at: number): Promise<void>
}

/** Adds inside one statement, so that taps at the same moment all count. */
export const createD1SignalCounter = (db: D1Database): SignalCounter => ({
  async count({ page, locale }, kind, at) {
    await db
      .prepare(
        `INSERT INTO signals (page, locale, kind, day, count) VALUES (?1, ?2, ?3, ?4, 1)
         ON CONFLICT (page, locale, kind, day) DO UPDATE SET count = count + 1`,
      )
      .bind(page, locale, kind, dayOf(at))
      .run()
  },
})

/** Since the day `?1`: by page and language. */
export const SIGNALS_BY_PAGE = `SELECT page, locale,
  SUM(CASE kind WHEN 'different' THEN count ELSE 0 END) AS different,
  SUM(CASE kind WHEN 'unhelpful' THEN count ELSE 0 END) AS unhelpful,
  SUM(CASE kind WHEN 'helpful' THEN count ELSE 0 END) AS helpful,
  MIN(day) AS firstDay, MAX(day) AS lastDay
  FROM signals WHERE day >= ?1 GROUP BY page, locale`

/** Such as `2026-11-23`. */
export const dayOf = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10)

/** A page takes the signals that its own forms send: the built page is the list of what may be counted. */
export const takesSignal = (html: string, kind: SignalKind): boolean => html.includes(`name="kind" value="${kind}"`)
