/**
 * Which miStable account this browser is here for, as far as memory needs to know: 16 characters of base64url that the Worker derives
 * from the account with a key of its own, so nothing can be read out of them. The Worker sets this cookie with a session and takes it
 * away when the session is left. It proves nothing: whoever may act for an account is the sealed cookie's to say, which no script reads.
 *
 * cookie    `guide-account`
 * example   Zk3vQx_0aB-9LmTe
 * readers   the page script (progress), the problem pages' script (the way back)
 */
const COOKIE = /(?:^|; )(?:__Host-)?guide-account=([\w-]{16})(?:;|$)/

/** @param cookies `document.cookie`; @returns undefined without a session */
export const readAccount = (cookies: string): string | undefined => COOKIE.exec(cookies)?.[1]
