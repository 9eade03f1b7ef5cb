/** A session ends then in any case, but not while its person may be at Xero. */
export const SESSION_LONGEST_SECONDS = 8 * 3600

/** However often its person sets off: a copied cookie must not act for ever. The longest, an attempt begun at its end, and the press after it. */
export const SESSION_CEILING_SECONDS = SESSION_LONGEST_SECONDS + 3600 + 600
