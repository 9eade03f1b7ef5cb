/** What keeps a reader safe, in words a browser understands. `public/_headers` says the same for pages that no Worker serves. */

/**
 * Files of our own and nothing inline. `form-action` names Xero's login as well: browsers hold a form to it through the redirect
 * that answers it.
 */
export const contentSecurityPolicy = (loginOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action 'self' ${loginOrigin}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** `no-referrer` would make plain forms send `Origin: null`, which our own check refuses. */
export const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Steps that a browser may make ready before the reader goes there: for pages alone, so not among the above. */
export const SPECULATION_RULES = '"/speculation-rules.json"'

/** Two years, as RFC 6797 leaves to the site. */
export const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains'
