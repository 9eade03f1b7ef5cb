/** Trips to Xero and back, and the links that open a visit: each is usable once. */
import { sha256 } from '@oslojs/crypto/sha2'
import { encodeBase64urlNoPadding } from '@oslojs/encoding'
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedRecords, type SealedRecords } from '../vault/sealed-records.ts'
import type { Consent } from '../xero/consent.ts'

/** A first two-step set-up at Xero takes long. */
export const ATTEMPT_LIFETIME_SECONDS = 3600
/** A consent that Xero did not answer for is tried so long, and a trip without an end remembered: people do come back later. */
const ASTRAY_KEPT_SECONDS = 7 * 86_400
const LINK = 'link/'

/** Ends after which Xero may have connected something that we know nothing of. */
const BLIND_ENDS: readonly ProblemCode[] = ['xero-unavailable', 'our-settings', 'scopes-missing', 'consent-expired']

/** How an attempt ended. A second arrival of the same callback is told the same. */
export type Outcome =
  | { readonly step: 'organisation' | 'connected' }
  | { readonly problem: ProblemCode; readonly ref: string; readonly retryAfterIn?: number }

export interface Attempt {
  readonly nonce: string
  /** The visit that began it: no other may end it. */
  readonly session: string
  /** The organisation a reconnecting person means. */
  readonly expected?: string
  /** The language in which the person set off. */
  readonly locale: Locale
  readonly until: number
  /** From Xero's answer on, until it has come to something: should this object end meanwhile, the consent is not lost. */
  readonly kept?: KeptConsent
  readonly outcome?: Outcome
}

/** What Xero gave for the code, which it takes only once. */
export interface KeptConsent {
  readonly consent: Consent
  readonly refreshToken: string
  /** When Xero gave it. */
  readonly at: number
  /** The support code of the request that brought it. */
  readonly ref: string
}

/** An attempt and the key it is kept under, which also names it to others: it says nothing of the state. */
export interface Kept {
  readonly key: string
  readonly attempt: Attempt
}

export interface Attempts {
  begin(
    session: string,
    locale: Locale,
    expected: string | undefined,
    beside: (attempt: Attempt) => void,
  ): Promise<{ readonly state: string; readonly nonce: string }>
  /** @returns undefined where there is none for this visit, or its hour is over */
  read(state: string, session: string): Promise<Kept | undefined>
  keep(key: string, kept: KeptConsent, beside: () => void): Promise<void>
  /** Notes the outcome. The consent is forgotten, but where Xero did not answer and may yet. */
  end(key: string, outcome: Outcome, beside: () => void): Promise<void>
  /** Attempts whose consent has not come to anything yet. */
  unfinished(): Promise<Kept[]>
  /** When the other trips were under way of which we know no end, or one that says nothing of what Xero did. Unix seconds */
  findAstray(key: string): Promise<{ readonly from: number; readonly until: number }[]>
  /** @param until when the link lapses by itself @returns false when it was spent before */
  spendLink(id: string, until: number): boolean
  /** Forgets what is over. @returns when the next of them lapses; undefined when nothing is left */
  prune(): Promise<number | undefined>
}

export function createAttempts(storage: DurableObjectStorage, seal: Seal, owner: string): Attempts {
  const records: SealedRecords<Attempt> = createSealedRecords(storage, seal, owner, 'attempt/')
  return {
    async begin(session, locale, expected, beside) {
      const [state, nonce] = [secret(), secret()]
      const until = now() + ATTEMPT_LIFETIME_SECONDS
      const attempt = { nonce, session, locale, until, ...(expected === undefined ? {} : { expected }) }
      await records.update(keyOf(state), () => attempt, beside)
      return { state, nonce }
    },

    async read(state, session) {
      const key = keyOf(state)
      const attempt = await records.read(key)
      return attempt !== undefined && attempt.session === session && attempt.until > now() ? { key, attempt } : undefined
    },

    keep: async (key, kept, beside) => void (await records.update(key, (attempt) => attempt && { ...attempt, kept }, beside)),

    async end(key, outcome, beside) {
      const mayCome = 'problem' in outcome && outcome.problem === 'xero-unavailable'
      const ended = (attempt: Attempt | undefined) => {
        if (attempt === undefined) return undefined
        const { kept, ...others } = attempt
        return { ...others, outcome, ...(mayCome && kept !== undefined ? { kept } : {}) }
      }
      await records.update(key, ended, beside)
    },

    async unfinished() {
      const found: Kept[] = []
      for (const key of records.keys()) {
        const attempt = await records.read(key)
        if (attempt?.kept !== undefined && keptUntil(attempt) > now()) found.push({ key, attempt })
      }
      return found
    },

    async findAstray(key) {
      const spans: { from: number; until: number }[] = []
      for (const other of records.keys().filter((name) => name !== key)) {
        const attempt = await records.read(other)
        if (attempt !== undefined && isAstray(attempt))
          spans.push({ from: attempt.until - ATTEMPT_LIFETIME_SECONDS, until: attempt.until })
      }
      return spans
    },

    spendLink(id, until) {
      if (storage.kv.get(LINK + id) !== undefined) return false
      storage.kv.put(LINK + id, until)
      return true
    },

    async prune() {
      const ends: number[] = []
      for (const [key, until] of [...storage.kv.list<number>({ prefix: LINK })]) {
        if (until <= now()) storage.kv.delete(key)
        else ends.push(until)
      }
      for (const key of records.keys()) {
        const kept = await records.update(key, (attempt) =>
          attempt === undefined || keptUntil(attempt) <= now() ? undefined : attempt,
        )
        if (kept !== undefined) ends.push(keptUntil(kept))
      }
      return ends.length === 0 ? undefined : Math.min(...ends)
    },
  }
}

const isAstray = ({ outcome }: Attempt): boolean =>
  outcome === undefined || ('problem' in outcome && BLIND_ENDS.includes(outcome.problem))

const keptUntil = (attempt: Attempt): number => attempt.until + (isAstray(attempt) ? ASTRAY_KEPT_SECONDS : 0)

/** 256 random bits: not to be guessed, fit for an address. */
const secret = (): string => encodeBase64urlNoPadding(crypto.getRandomValues(new Uint8Array(32)))

/** The state itself is kept nowhere: whoever reads the storage cannot forge an arrival. */
const keyOf = (state: string): string => encodeBase64urlNoPadding(sha256(new TextEncoder().encode(state)))
