/** Comments on a step, by people from miStable. Nobody else sees one before the desk approves it. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { GuidePage } from './guide-page.ts'

/** Between two comments of one account. */
const COMMENT_PAUSE_SECONDS = 60
/** How many comments may wait for the desk: of one account, and in all. After that, people are asked to come back. */
const MOST_WAITING_OF_ACCOUNT = 20
const MOST_WAITING = 2000
/** When to come back if the desk is full. */
const FULL_SECONDS = 3600

interface NewComment {
  /** For the desk only: no page ever shows it. */
  readonly account: string
  /** What the writer wants to be called. */
  readonly name: string
  readonly text: string
  readonly writtenAt: number
}

export interface ShownComment {
  readonly name: string
  readonly text: string
  readonly writtenAt: number
  readonly reply: string | null
  readonly repliedAt: number | null
}

export interface CommentBook {
  /** Stores a comment for the desk. @returns `too-soon` within the pause of the account; `full` when too many wait for the desk */
  write(page: GuidePage, comment: NewComment): Promise<Result<void, 'too-soon' | 'full'>>
  /** Everything an account has written, shown or not. */
  erase(account: string): Promise<void>
  /** Oldest first. */
  findShown(page: GuidePage): Promise<readonly ShownComment[]>
  countShown(page: GuidePage): Promise<number>
}

export const createD1CommentBook = (db: D1Database): CommentBook => ({
  async write({ page, locale }, { account, name, text, writtenAt }) {
    // One statement checks the pause and the caps and writes, so that two at the same moment can't both pass.
    const { meta } = await db
      .prepare(
        `INSERT INTO comments (page, locale, account, name, text, written_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE NOT EXISTS (SELECT 1 FROM comments WHERE account = ?3 AND written_at > ?6 - ?7)
         AND (SELECT COUNT(*) FROM comments WHERE account = ?3 AND shown_at IS NULL) < ?8
         AND (SELECT COUNT(*) FROM comments WHERE shown_at IS NULL) < ?9`,
      )
      .bind(page, locale, account, name, text, writtenAt, COMMENT_PAUSE_SECONDS, MOST_WAITING_OF_ACCOUNT, MOST_WAITING)
      .run()
    if (meta.changes > 0) return succeed(undefined)
    const last = await db.prepare('SELECT MAX(written_at) AS at FROM comments WHERE account = ?1').bind(account).first<number>('at')
    const isTooSoon = last !== null && last > writtenAt - COMMENT_PAUSE_SECONDS
    return isTooSoon ? fail('too-soon', COMMENT_PAUSE_SECONDS) : fail('full', FULL_SECONDS)
  },

  async erase(account) {
    await db.prepare('DELETE FROM comments WHERE account = ?1').bind(account).run()
  },

  async findShown({ page, locale }) {
    const { results } = await db
      .prepare(
        `SELECT name, text, written_at AS writtenAt, reply, replied_at AS repliedAt FROM comments
         WHERE page = ?1 AND locale = ?2 AND shown_at IS NOT NULL ORDER BY written_at, id`,
      )
      .bind(page, locale)
      .all<ShownComment>()
    return results
  },

  async countShown({ page, locale }) {
    const count = await db
      .prepare('SELECT COUNT(*) AS count FROM comments WHERE page = ?1 AND locale = ?2 AND shown_at IS NOT NULL')
      .bind(page, locale)
      .first<number>('count')
    return count ?? 0
  },
})
