/** The desk's side of comments, in SQL. */

const COLUMNS = 'id, page, locale, account, name, text, written_at AS writtenAt, shown_at AS shownAt, reply'
const LIST = [`SELECT ${COLUMNS} FROM comments`, 'ORDER BY written_at, id'] as const

export const COMMENTS_ALL = LIST.join(' ')
export const COMMENTS_WAITING = LIST.join(' WHERE shown_at IS NULL ')

/** How many the desk shows at once. */
export const COMMENTS_SHOWN = 50

/** Numbers rise as comments are written. `?1` is the last number of the page before. One more than is shown says that there are more. */
const pageOf = (condition: string) => `${LIST[0]} WHERE id > ?1 ${condition} ORDER BY id LIMIT ${COMMENTS_SHOWN + 1}`

export const PAGE_OF_ALL = pageOf('')
export const PAGE_OF_WAITING = pageOf('AND shown_at IS NULL')

/** Each answers with the comment that it was about. `?1` is its number, `?2` the present second, `?3` the answer. */
export const COMMENT_ACTS = {
  approve: `UPDATE comments SET shown_at = COALESCE(shown_at, ?2) WHERE id = ?1 RETURNING ${COLUMNS}`,
  reply: `UPDATE comments SET reply = ?3, replied_at = ?2, shown_at = COALESCE(shown_at, ?2) WHERE id = ?1 RETURNING ${COLUMNS}`,
  remove: `DELETE FROM comments WHERE id = ?1 RETURNING ${COLUMNS}`,
} as const
