/** The most that a reader may write, in characters: the form says so, and the Worker insists. An answer of the desk is as long at most. */
export const LONGEST_COMMENT = 2000
export const LONGEST_COMMENT_NAME = 60
