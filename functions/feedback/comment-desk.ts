/** The desk's side of comments, in SQL: `?1` is the number of the comment, `?2` the present second, `?3` the answer. */

const COLUMNS = 'id, page, locale, account, name, text, written_at AS writtenAt, shown_at AS shownAt, reply'
const LIST = [`SELECT ${COLUMNS} FROM comments`, 'ORDER BY written_at, id'] as const

export const COMMENTS_ALL = LIST.join(' ')
export const COMMENTS_WAITING = LIST.join(' WHERE shown_at IS NULL ')

/** Each answers with the comment that it was about. */
export const COMMENT_ACTS = {
  approve: `UPDATE comments SET shown_at = COALESCE(shown_at, ?2) WHERE id = ?1 RETURNING ${COLUMNS}`,
  reply: `UPDATE comments SET reply = ?3, replied_at = ?2, shown_at = COALESCE(shown_at, ?2) WHERE id = ?1 RETURNING ${COLUMNS}`,
  remove: `DELETE FROM comments WHERE id = ?1 RETURNING ${COLUMNS}`,
} as const
