/** A link for a helper is good for a week: an accountant reads mail when there is time. */
export const HANDOVER_LIFETIME_SECONDS = 7 * 86_400
/** How long a helper may undo what they allowed, without any login. */
export const UNDO_LIFETIME_SECONDS = 30 * 86_400
/** In characters. */
export const LONGEST_WHY = 300
export const MAILS_A_DAY = 5
