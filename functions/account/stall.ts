/** A person who stopped on the way to a connection: what miBilling is told, so that it can send them a way back. Pure. */
import type { Locale } from '../../src/contract/languages.ts'
import type { ConnectionState, Stalled } from '../../src/contract/wire.ts'
import type { Attempt } from './attempts.ts'

/** Without anything done for this long, a person has stopped. */
export const STALLED_SECONDS = 900
/** How long after the last message the next may follow: the first at once, the second, the third, and no more. */
const APART_SECONDS = [0, 86_400, 259_200]

/** Holds no word about a person, so it isn't sealed. Unix seconds */
export interface StallRecord {
  /** When miBilling was told, since the account was last connected. */
  readonly toldAt?: readonly number[]
  /** Whether the account has ever been connected: a visit after that isn't the first. */
  readonly wasConnected?: true
}

/** What is left of a way to a connection. */
export interface Traces {
  readonly state: ConnectionState
  /** The latest attempt that the account's own people made. */
  readonly attempt?: Pick<Attempt, 'outcome' | 'locale' | 'expected'> | undefined
  /** The language of the visit that is still open. */
  readonly visit?: Locale | undefined
}

export interface Stop extends Pick<Stalled, 'kind' | 'step' | 'problem'> {
  readonly language: Locale
}

export function mayTell({ toldAt = [] }: StallRecord, at: number): boolean {
  const apart = APART_SECONDS[toldAt.length]
  return apart !== undefined && at >= (toldAt.at(-1) ?? 0) + apart
}

/** @returns where the person stopped; undefined where nobody did, or they came to an end that they wanted */
export function stopOf({ state, attempt, visit }: Traces, { wasConnected }: StallRecord): Stop | undefined {
  const language = attempt?.locale ?? visit
  if (state === 'connected' || language === undefined) return undefined
  if (state === 'choose-organisation')
    return { kind: attempt === undefined ? 'visit' : 'attempt', step: 'connect/organisation', language }
  if (attempt === undefined)
    return wasConnected === true || state !== 'not-connected' ? undefined : { kind: 'visit', step: 'start', language }
  const { outcome } = attempt
  // They were connected, and have disconnected since.
  if (outcome !== undefined && !('problem' in outcome)) return undefined
  return { kind: 'attempt', step: stepOf(attempt), language, ...(outcome === undefined ? {} : { problem: outcome.problem }) }
}

/** From where a person leaves for Xero. */
export const stepOf = ({ expected }: Pick<Attempt, 'expected'>): string =>
  expected === undefined ? 'connect/log-in' : 'reconnect/reconnect-to-xero'

/** The page that a step is at, in a language of the guide. */
export const pageOfStep = (step: string): string => (step === 'start' ? '/' : `/${step}/`)
