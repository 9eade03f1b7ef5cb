/** What a support code's fields mean: what was tried, what came of it, and whose turn it is. The desk's pages tell it; the Worker doesn't. */
import type { DeskCode } from './desk.ts'
import { lookUp } from './look-up.ts'
import { isProblemCode, type ProblemCode } from './problems.ts'
import type { Connection } from './wire.ts'

/** Who has to do something next. */
export type Turn = 'customer' | 'xero' | 'us' | 'nobody'

/** What the person, or the guide itself, was doing. */
export type Tried =
  | 'connect'
  | 'choose'
  | 'claim'
  | 'check'
  | 'disconnect'
  | 'hand-over'
  | 'open-link'
  | 'comment'
  | 'upkeep'
  | 'other'

export interface CodeStory {
  readonly tried: Tried
  /** As `flow/step`, or `start`. */
  readonly step?: string
  /** A problem code, which is also the name of its page; absent where nothing went wrong. */
  readonly problem?: ProblemCode
  /** How it ended, where nothing went wrong, in the timeline's word: `connected`, `organisation`, `nothing-new`. */
  readonly outcome?: string
  /** As things stand now. */
  readonly turn: Turn
  /** It was put right since. `turn` is then `nobody`. */
  readonly resolved: boolean
  /** The language the person read in. */
  readonly locale?: string
}

/** Who has to do something about a problem. `nobody`: it passes, or nothing is wrong with the account. */
export const TURNS: Readonly<Record<ProblemCode, Turn>> = {
  'bad-request': 'customer',
  unauthorised: 'us',
  'session-lost': 'customer',
  'forbidden-origin': 'customer',
  'forbidden-scope': 'us',
  'not-found': 'nobody',
  'not-connected': 'customer',
  'method-not-allowed': 'us',
  'organisation-not-chosen': 'customer',
  'reconnect-required': 'customer',
  'wrong-organisation': 'customer',
  'no-organisation': 'customer',
  'scopes-missing': 'customer',
  'other-account': 'customer',
  cancelled: 'customer',
  'link-spent': 'customer',
  'link-expired': 'customer',
  'attempt-unknown': 'customer',
  'consent-expired': 'customer',
  'too-large': 'us',
  'too-many-requests': 'nobody',
  internal: 'us',
  'our-settings': 'us',
  'xero-unavailable': 'xero',
}

/** By the event's type, or the route of the log's line. The first that fits. */
const TRIED: readonly (readonly [RegExp, Tried])[] = [
  [/claim/, 'claim'],
  [/handover|help-connect|undo/, 'hand-over'],
  [/check/, 'check'],
  [/disconnect|not-mine|DELETE/, 'disconnect'],
  [/organisation\.chosen|\/organisation$/, 'choose'],
  [/^attempt|\/xero\//, 'connect'],
  [/\/start$/, 'open-link'],
  [/\/comments/, 'comment'],
  [/^[a-z]+\./, 'upkeep'],
]

/** Events that leave something to do although no problem's page was shown. */
const WAITING: Readonly<Record<string, Turn>> = {
  'attempt.begun': 'customer',
  'attempt.stalled': 'customer',
  'claim.failed': 'customer',
  'organisation.lost': 'customer',
  'login.over': 'customer',
  'connection.reconnect-required': 'customer',
  'webhook.undeliverable': 'us',
}

type Fields = DeskCode['fields']

export function storyOf({ at, fields, connection }: Pick<DeskCode, 'at' | 'fields' | 'connection'>): CodeStory {
  const [type, outcome, step, locale] = ['type', 'outcome', 'step', 'language'].map((name) => textOf(fields, name))
  const what = type ?? `${textOf(fields, 'method')} ${textOf(fields, 'route')}`
  const problem = ['problem', 'cause'].map((name) => textOf(fields, name) ?? '').find(isProblemCode)
  const turn = problem !== undefined ? TURNS[problem] : waitingFor(type, outcome)
  const resolved = isResolved(at, turn, problem, connection)
  return {
    tried: TRIED.find(([pattern]) => pattern.test(what))?.[1] ?? 'other',
    ...(step === undefined ? {} : { step }),
    ...(problem === undefined ? {} : { problem }),
    ...(problem !== undefined || outcome === undefined ? {} : { outcome }),
    turn: resolved ? 'nobody' : turn,
    resolved,
    ...(locale === undefined ? {} : { locale }),
  }
}

function textOf(fields: Fields, name: string): string | undefined {
  const value = lookUp(fields, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A consent that brought an organisation waits for the press that chooses it; one that brought nothing, for another try. */
const waitingFor = (type: string | undefined, outcome: string | undefined): Turn =>
  type === 'attempt.ended' && outcome !== 'connected' ? 'customer' : (lookUp(WAITING, type ?? '') ?? 'nobody')

/** What was left to the customer is done once someone has consented since; what was left to Xero, once it has answered. */
function isResolved(at: number, turn: Turn, problem: string | undefined, connection: Connection | undefined): boolean {
  if (connection?.state !== 'connected') return false
  const { authorisedAt = 0, provenAt = 0 } = connection
  if (turn === 'xero') return provenAt > at
  return turn === 'customer' && (problem === undefined || authorisedAt > at)
}
