/**
 * Every failure a person or a server can be shown. A code is permanent: its meaning and status never change, codes are only added.
 *
 * `status` is the HTTP status of the problem+json answer (RFC 9457). `title` is its short English title; the page a person sees is
 * `content/problems/<locale>/<code>.md`. `retry` says what helps: the same request again (`again`), a new attempt (`restart`),
 * opening Xero Connect in miStable again (`reopen`), or nothing the reader can do (`none`).
 */
export const PROBLEMS = {
  'bad-request': { status: 400, retry: 'reopen', title: 'The request is not valid' },
  unauthorised: { status: 401, retry: 'none', title: 'A valid service key is needed' },
  'session-lost': { status: 401, retry: 'reopen', title: 'Your visit has ended' },
  'forbidden-origin': { status: 403, retry: 'reopen', title: 'The request came from another site' },
  'forbidden-scope': { status: 403, retry: 'none', title: 'This service key may not do that' },
  'not-found': { status: 404, retry: 'none', title: 'There is nothing at this address' },
  'not-connected': { status: 404, retry: 'reopen', title: 'This account is not connected to Xero' },
  'method-not-allowed': { status: 405, retry: 'none', title: 'This address does not take that method' },
  'organisation-not-chosen': { status: 409, retry: 'again', title: 'No organisation has been chosen' },
  'reconnect-required': { status: 409, retry: 'restart', title: 'The connection to Xero must be renewed' },
  'wrong-organisation': { status: 409, retry: 'restart', title: 'A different organisation was chosen in Xero' },
  'no-organisation': { status: 409, retry: 'restart', title: 'Xero gave us no new organisation' },
  'scopes-missing': { status: 409, retry: 'restart', title: 'Xero did not grant everything miBilling needs' },
  'other-account': { status: 409, retry: 'restart', title: 'This page belongs to another account' },
  cancelled: { status: 409, retry: 'restart', title: 'The connection was cancelled in Xero' },
  'link-spent': { status: 410, retry: 'reopen', title: 'This link has been used already' },
  'link-expired': { status: 410, retry: 'reopen', title: 'This link has expired' },
  'attempt-unknown': { status: 410, retry: 'restart', title: 'This trip to Xero is not known here' },
  'consent-expired': { status: 410, retry: 'restart', title: 'Xero’s permission was not used in time' },
  'too-large': { status: 413, retry: 'none', title: 'The request is too large' },
  'too-many-requests': { status: 429, retry: 'again', title: 'Too many requests' },
  internal: { status: 500, retry: 'again', title: 'Something went wrong on our side' },
  'our-settings': { status: 500, retry: 'again', title: 'Our settings are wrong' },
  'xero-unavailable': { status: 503, retry: 'again', title: 'Xero is not answering' },
} as const satisfies Record<string, { status: number; retry: 'again' | 'restart' | 'reopen' | 'none'; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEMS, text)
