/** A link that opens a session is an address, and addresses are seen by others: it is good for no longer than this. */
export const LINK_LIFETIME_SECONDS = 600
