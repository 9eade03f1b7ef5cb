/** A session ends after this long in any case, but not while its person may be at Xero. */
export const SESSION_LONGEST_SECONDS = 8 * 3600

/**
 * However often its person begins an attempt, since a copied cookie must not work for ever: the longest life, plus a last attempt and the
 * confirmation after it.
 */
export const SESSION_CEILING_SECONDS = SESSION_LONGEST_SECONDS + 3600 + 600
