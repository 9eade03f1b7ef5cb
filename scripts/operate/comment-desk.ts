import { tidyText } from '../../functions/feedback/plain-text.ts'
import { LONGEST_COMMENT } from '../../src/contract/comment-limits.ts'
import { literal } from '../serve/databases.ts'

export const USAGE = `npm run comments -- list [all]           those that wait, oldest first; or all
npm run comments -- approve <number>     shows it on its page
npm run comments -- reply <number> "…"   answers under it, in place of an earlier answer; shows it as well
npm run comments -- remove <number>      deletes it for good
                    … --remote           the site's comments, and not this machine's`

const COLUMNS = 'id, page, locale, account, name, text, written_at AS writtenAt, shown_at AS shownAt, reply'

/** @returns the SQL that does it and answers the comments it was about; undefined when the words make no sense */
type Command = (words: readonly string[], now: number) => string | undefined

export const COMMANDS: Readonly<Record<string, Command>> = {
  list: (words) => {
    if (words.length > 1 || (words[0] ?? 'all') !== 'all') return undefined
    return `SELECT ${COLUMNS} FROM comments ${words[0] === 'all' ? '' : 'WHERE shown_at IS NULL '}ORDER BY written_at, id`
  },
  approve: ([id = '', ...more], now) =>
    isId(id) && more.length === 0
      ? `UPDATE comments SET shown_at = COALESCE(shown_at, ${literal(now)}) WHERE id = ${id} RETURNING ${COLUMNS}`
      : undefined,
  reply: ([id = '', ...words], now) => {
    const reply = tidyText(words.join(' '))
    if (!isId(id) || reply === '' || reply.length > LONGEST_COMMENT) return undefined
    return `UPDATE comments SET reply = ${literal(reply)}, replied_at = ${literal(now)}, shown_at = COALESCE(shown_at, ${literal(now)}) WHERE id = ${id} RETURNING ${COLUMNS}`
  },
  remove: ([id = '', ...more]) =>
    isId(id) && more.length === 0 ? `DELETE FROM comments WHERE id = ${id} RETURNING ${COLUMNS}` : undefined,
}

const isId = (text: string): boolean => /^[1-9][0-9]{0,14}$/.test(text)
