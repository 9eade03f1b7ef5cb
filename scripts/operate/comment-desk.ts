import { COMMENT_ACTS, COMMENTS_ALL, COMMENTS_WAITING } from '../../functions/feedback/comment-desk.ts'
import { tidyText } from '../../functions/feedback/plain-text.ts'
import { LONGEST_COMMENT } from '../../src/contract/comment-limits.ts'
import { literal } from '../serve/databases.ts'

export const USAGE = `npm run comments -- list [all]           those that wait, oldest first; or all
npm run comments -- approve <number>     shows it on its page
npm run comments -- reply <number> "…"   answers under it, in place of an earlier answer; shows it as well
npm run comments -- remove <number>      deletes it for good
                    … --remote           the site's comments, and not this machine's`

/** @param values in place of `?1`, `?2` and so on */
const fill = (statement: string, ...values: readonly (string | number)[]): string =>
  statement.replace(/\?(\d)/g, (_, number) => literal(values[number - 1] ?? ''))

/** @returns the SQL that does it and answers the comments it was about; undefined when the words make no sense */
type Command = (words: readonly string[], now: number) => string | undefined

export const COMMANDS: Readonly<Record<string, Command>> = {
  list: (words) => {
    if (words.length > 1 || (words[0] ?? 'all') !== 'all') return undefined
    return words[0] === 'all' ? COMMENTS_ALL : COMMENTS_WAITING
  },
  approve: ([id = '', ...more], now) => (isId(id) && more.length === 0 ? fill(COMMENT_ACTS.approve, Number(id), now) : undefined),
  reply: ([id = '', ...words], now) => {
    const reply = tidyText(words.join(' '))
    if (!isId(id) || reply === '' || reply.length > LONGEST_COMMENT) return undefined
    return fill(COMMENT_ACTS.reply, Number(id), now, reply)
  },
  remove: ([id = '', ...more]) => (isId(id) && more.length === 0 ? fill(COMMENT_ACTS.remove, Number(id)) : undefined),
}

const isId = (text: string): boolean => /^[1-9][0-9]{0,14}$/.test(text)
