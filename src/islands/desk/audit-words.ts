/** The audit trail in words. */
import type { DeskAuditEntry } from '../../contract/desk.ts'
import { lookUp } from '../../contract/look-up.ts'
import { isProblemCode, PROBLEMS } from '../../contract/problems.ts'
import { ACT_WORDS } from './act-words.ts'

const LOOKS: Readonly<Record<string, string>> = {
  search: 'Searched',
  account: 'Opened the account',
  stuck: 'Looked at who is stuck',
  fleet: 'Looked at all accounts',
  audit: 'Looked at the audit trail',
  comments: 'Read the comments',
  signals: 'Looked at what readers pressed',
  'comment-approve': 'Approved a comment',
  'comment-reply': 'Answered a comment',
  'comment-remove': 'Removed a comment',
}

/** Nothing takes longer. */
const UNDER_WAY_SECONDS = 60

export const whatOf = ({ what, subject }: Pick<DeskAuditEntry, 'what' | 'subject'>): string => {
  const words = lookUp(LOOKS, what) ?? lookUp(ACT_WORDS, what)?.title ?? what
  return subject === null ? words : `${words}: ${subject}`
}

export function outcomeOf({ what, outcome, at }: Pick<DeskAuditEntry, 'what' | 'outcome' | 'at'>, now: number): string {
  if (outcome === 'done') return 'done'
  if (outcome === 'begun') return now - at < UNDER_WAY_SECONDS ? 'under way' : 'begun, and never ended'
  if (isProblemCode(outcome)) return `not done: ${PROBLEMS[outcome].title}`
  if (what !== 'search') return outcome
  if (outcome === 'code') return 'a code was found'
  if (outcome === 'no-code') return 'an unknown code'
  return outcome === '1' ? '1 account found' : `${outcome} accounts found`
}
