/** What Xero means by an error in the callback (RFC 6749 §4.1.2.1). Pure. */
import type { ProblemCode } from '../../src/contract/problems.ts'

/** Anything else, such as `temporarily_unavailable`, is a failure at Xero. */
const MEANINGS: ReadonlyMap<string, ProblemCode> = new Map([
  ['access_denied', 'cancelled'],
  ['invalid_request', 'our-settings'],
  ['invalid_scope', 'our-settings'],
  ['unauthorized_client', 'our-settings'],
  ['unsupported_response_type', 'our-settings'],
])

/** A description that adds nothing to `access_denied`, such as "TenantConsent status DENIED". */
const PLAIN_DENIAL = /\b(?:den(?:y|ied)|declined?|cancel(?:l?ed)?|reject(?:ed)?|refused)\b/i
/** These aren't the person's doing. */
const ABOUT_US = /\b(?:scopes?|client|redirect|app|application)\b/i

/**
 * `access_denied` also comes for scopes that Xero does not give our app, with the words "Requested wrong apps scopes":
 * a person isn't told that they pressed Cancel when Xero says something else.
 */
export function meaningOf(error: string, description = ''): ProblemCode {
  const meaning = MEANINGS.get(error) ?? 'xero-unavailable'
  if (meaning !== 'cancelled' || description.trim() === '') return meaning
  return PLAIN_DENIAL.test(description) && !ABOUT_US.test(description) ? 'cancelled' : 'our-settings'
}

const LONGEST_DESCRIPTION = 200
/** No word is this long, but codes, keys and tokens are. */
const LIKE_A_TOKEN = /[\w.~+/=%-]{20,}/g
/** Control characters, and those that reverse or hide text. */
const UNSEEN = /[\s\p{C}\p{Zl}\p{Zp}]+/gu

/** Makes text from outside safe for one line of our log. */
export const describeForLog = (text: string | undefined): string | undefined =>
  text?.slice(0, 4096).replace(UNSEEN, ' ').replace(LIKE_A_TOKEN, '…').trim().slice(0, LONGEST_DESCRIPTION)
