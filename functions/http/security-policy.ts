/** The security headers. `public/_headers` has the same ones for pages that no Worker serves. */

/**
 * Only our own files, and nothing inline. Chromium applies `form-action` to every redirect after a form. A person who is logged in at Xero
 * is redirected from its login origin to its consent origin, so both are named (0029).
 *
 * @param xeroOrigins those of Xero's pages; none where a form leads to us alone
 * @see https://github.com/w3c/webappsec-csp/issues/8
 */
export const contentSecurityPolicy = (xeroOrigins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action ${["'self'", ...new Set(xeroOrigins)].join(' ')}`,
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
