/** What Xero means by an error in the callback (RFC 6749 §4.1.2.1). Pure. */
import type { ProblemCode } from '../../src/contract/problems.ts'

/** Anything else, such as `temporarily_unavailable`, is trouble of Xero's. */
const MEANINGS: ReadonlyMap<string, ProblemCode> = new Map([
  ['access_denied', 'cancelled'],
  ['invalid_request', 'our-settings'],
  ['invalid_scope', 'our-settings'],
  ['unauthorized_client', 'our-settings'],
  ['unsupported_response_type', 'our-settings'],
])

/** How a description reads that says no more than `access_denied` does, such as "TenantConsent status DENIED". */
const PLAIN_DENIAL = /\b(?:den(?:y|ied)|declined?|cancel(?:l?ed)?|reject(?:ed)?|refused)\b/i
/** The person did not choose these. */
const ABOUT_US = /\b(?:scopes?|client|redirect|app|application)\b/i

/**
 * `access_denied` also comes for scopes that Xero does not give our app, with the words "Requested wrong apps scopes" (xero.md §1.3):
 * nobody is told that they pressed Cancel when Xero says something else.
 */
export function meaningOf(error: string, description = ''): ProblemCode {
  const meaning = MEANINGS.get(error) ?? 'xero-unavailable'
  if (meaning !== 'cancelled' || description.trim() === '') return meaning
  return PLAIN_DENIAL.test(description) && !ABOUT_US.test(description) ? 'cancelled' : 'our-settings'
}

const LONGEST_DESCRIPTION = 200
/** No word is so long, but codes, keys and tokens are. */
const LIKE_A_TOKEN = /[\w.~+/=%-]{20,}/g
/** Control characters, and those that turn or hide text. */
const UNSEEN = /[\s\p{C}\p{Zl}\p{Zp}]+/gu

/** Another's text, fit for a line of our log. */
export const describeForLog = (text: string | undefined): string | undefined =>
  text?.slice(0, 4096).replace(UNSEEN, ' ').replace(LIKE_A_TOKEN, '…').trim().slice(0, LONGEST_DESCRIPTION)
