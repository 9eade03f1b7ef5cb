/** Which words of the guide tell an event of the timeline. The Worker picks them, and the page has them in its language. */
import { lookUp } from './look-up.ts'
import type { TimelineEvent } from './wire.ts'

/** The keys of `event.…` in content/ui. */
export const EVENT_WORDS = [
  'attempt-begun',
  'attempt-begun-for',
  'attempt-access',
  'attempt-connected',
  'attempt-nothing-new',
  'attempt-cancelled',
  'attempt-wrong-organisation',
  'attempt-no-organisation',
  'attempt-failed',
  'organisation-chosen',
  'organisation-claimed',
  'claim-failed',
  'organisation-lost',
  'organisation-lost-in-xero',
  'organisation-back',
  'organisation-disconnected',
  'organisation-disconnected-here',
  'disconnect-failed',
  'login-expired',
  'login-revoked',
  'login-renewed',
  'refresh-failed-xero',
  'refresh-failed-ours',
  'refresh-recovered',
  'webhook-undeliverable',
  'checked',
  'check-failed',
  'told-connected',
  'told-reconnect',
  'told-at-risk',
  'told-stalled',
  'readiness-ready',
  'readiness-found',
  'readiness-unknown',
  'handover-made',
  'handover-opened',
  'handover-connected',
  'handover-revoked',
  'handover-undone',
  'other',
] as const

export type EventWords = (typeof EVENT_WORDS)[number]

type Telling = Pick<TimelineEvent, 'type' | 'cause' | 'outcome' | 'organisation'>

/** Their words are named as they are, with a hyphen for the full stop. */
const NAMED_ALIKE: readonly string[] = [
  'organisation.chosen',
  'organisation.claimed',
  'claim.failed',
  'organisation.back',
  'disconnect.failed',
  'login.renewed',
  'refresh.recovered',
  'webhook.undeliverable',
  'handover.made',
  'handover.opened',
  'handover.connected',
  'handover.revoked',
  'handover.undone',
]

/** What miBilling was told of. */
const BY_TYPE: Readonly<Record<string, EventWords>> = {
  'connection.connected': 'told-connected',
  'connection.reconnect-required': 'told-reconnect',
  'connection.at-risk': 'told-at-risk',
  'attempt.stalled': 'told-stalled',
}

/** Messages to miBilling that repeat to a person what the event before them says. */
const ECHOES: readonly string[] = ['connection.organisation-chosen', 'connection.repaired', 'connection.disconnected']

/** How an attempt ended: an outcome, or the cause of a problem. */
const ATTEMPT_ENDS: Readonly<Record<string, EventWords>> = {
  organisation: 'attempt-access',
  connected: 'attempt-connected',
  'nothing-new': 'attempt-nothing-new',
  cancelled: 'attempt-cancelled',
  'wrong-organisation': 'attempt-wrong-organisation',
  'no-organisation': 'attempt-no-organisation',
}

const READINESS_WORDS: Readonly<Record<string, EventWords>> = {
  ready: 'readiness-ready',
  attention: 'readiness-found',
  blocked: 'readiness-found',
}

/** @returns `other` for a type of event that this guide doesn't know; undefined for one that tells a person nothing new */
export function eventWordsOf({ type, cause, outcome, organisation }: Telling): EventWords | undefined {
  if (ECHOES.includes(type)) return undefined
  switch (type) {
    case 'attempt.begun':
      return organisation === undefined ? 'attempt-begun' : 'attempt-begun-for'
    case 'attempt.ended':
      return lookUp(ATTEMPT_ENDS, (outcome === 'problem' ? cause : outcome) ?? '') ?? 'attempt-failed'
    case 'organisation.lost':
      return cause === 'disconnected-in-xero' ? 'organisation-lost-in-xero' : 'organisation-lost'
    case 'organisation.disconnected':
      return outcome === 'xero-not-told' ? 'organisation-disconnected-here' : 'organisation-disconnected'
    case 'login.over':
      return cause === 'expired' ? 'login-expired' : 'login-revoked'
    case 'refresh.failed':
      return cause === 'our-settings' ? 'refresh-failed-ours' : 'refresh-failed-xero'
    case 'connection.checked':
      return cause === undefined ? 'checked' : 'check-failed'
    case 'readiness.changed':
      return lookUp(READINESS_WORDS, outcome ?? '') ?? 'readiness-unknown'
    default:
      return NAMED_ALIKE.includes(type) ? (type.replace('.', '-') as EventWords) : (lookUp(BY_TYPE, type) ?? 'other')
  }
}
