/** Attempts: one way to Xero and back, usable once. */

import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import type { WhyNone } from '../../src/contract/why-none.ts'
import { nodeCrypto } from '../node-crypto.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedRecords, type SealedRecords } from '../vault/sealed-record.ts'
import type { Consent } from '../xero/consent.ts'

/** Setting up two-step authentication at Xero for the first time takes a while. */
export const ATTEMPT_LIFETIME_SECONDS = 3600
/** How long a consent is kept whose organisations Xero hasn't listed yet. */
const WAITING_SECONDS = 7 * 86_400
/** How often a person may type a company's name after one consent. */
const MOST_CLAIMS = 5
/** Attempts kept for one account. A person makes a few in an hour; in a flood the oldest are deleted. */
const MOST_KEPT = 40

/** How an attempt ended. The same callback again gets the same outcome. */
export type Outcome = NextStep | AttemptProblem

export interface AttemptProblem {
  readonly problem: ProblemCode
  readonly ref: string
  readonly retryAfterIn?: number
  /** With `no-organisation`. */
  readonly whyNone?: WhyNone
}

/** The page of the guide that the person sees next. */
export interface NextStep {
  readonly step: 'organisation' | 'connected'
  /** Xero added nothing to a connection that worked already. */
  readonly nothingNew?: true
}

export interface Attempt {
  readonly nonce: string
  /** The session that began it; no other session may end it. */
  readonly session: string
  /** The organisation that is to be reconnected. */
  readonly expected?: string
  /** The hand-over that a helper came by. */
  readonly handover?: string
  /** The language the person began in. */
  readonly locale: Locale
  readonly until: number
  /** From Xero's answer until the outcome, so that the consent isn't lost if this object ends in between. */
  readonly savedConsent?: SavedConsent
  readonly outcome?: Outcome
  /** How often a company was claimed by its name. */
  readonly claims?: number
}

/** What Xero gave for the code, which works only once. */
export interface SavedConsent {
  readonly consent: Consent
  readonly refreshToken: string
  /** When Xero gave it. */
  readonly at: number
  /** The support code of the request that brought it. */
  readonly ref: string
}

/** An attempt and its key. The key may be shown to other objects, since the state can't be worked out from it. */
export interface KeyedAttempt {
  readonly key: string
  readonly attempt: Attempt
}

/** An attempt after which the person may claim a company by its name. */
export interface Claimable extends KeyedAttempt {
  readonly savedConsent: SavedConsent
  readonly triesLeft: number
}

export interface Attempts {
  begin(
    by: Pick<Attempt, 'session' | 'locale'> & { readonly expected: string | undefined; readonly handover: string | undefined },
    beside: (attempt: Attempt) => void,
  ): Promise<{ readonly state: string; readonly nonce: string }>
  /**
   * Checks the state: the attempt is found by its hash, and only for the session that began it.
   *
   * @returns undefined where this session has no such attempt, or it has expired
   */
  read(state: string, session: string): Promise<KeyedAttempt | undefined>
  /** Stores what Xero gave. An earlier consent of the same session can't be claimed from any more. */
  saveConsent(key: string, savedConsent: SavedConsent, beside: () => void): Promise<void>
  /**
   * Stores the outcome. Deletes the consent, except while Xero may still answer, or the person may still claim a company of this login
   * by its name.
   */
  end(key: string, outcome: Outcome, beside: () => void): Promise<void>
  /** Attempts whose consent is still to be dealt with. */
  unfinished(): Promise<KeyedAttempt[]>
  /** @returns the account's own people's newest; undefined where the last hour had none */
  latest(): Promise<Attempt | undefined>
  /** @returns the session's attempt with the latest consent, where it ended without an organisation and hasn't expired */
  readClaimable(session: string): Promise<Claimable | undefined>
  /** Counts a claim, before it is checked. @returns false when there were too many */
  countClaim(key: string): Promise<boolean>
  /** Deletes attempts, so that none of them can end in a connection. @param which `waitingToo`: also those whose consent waits for Xero */
  deleteAll(which: { readonly waitingToo: boolean }): Promise<void>
  isEmpty(): boolean
  /** Deletes what has expired. @returns when the next one expires; undefined when none is left */
  prune(): Promise<number | undefined>
}

export function createAttempts(storage: DurableObjectStorage, seal: Seal, owner: string): Attempts {
  const records: SealedRecords<Attempt> = createSealedRecords(storage, seal, owner, 'attempt')

  async function forgetOldest(): Promise<void> {
    const keys = records.ids()
    if (keys.length < MOST_KEPT) return
    const found = await Promise.all(keys.map(async (key) => ({ key, attempt: await records.at(key).read() })))
    const idle = found.filter(({ attempt }) => attempt !== undefined && !isWaiting(attempt))
    idle.sort((one, other) => (one.attempt?.until ?? 0) - (other.attempt?.until ?? 0))
    for (const { key } of idle.slice(0, keys.length - MOST_KEPT + 1)) await records.at(key).update(() => undefined)
  }

  return {
    async begin({ session, locale, expected, handover }, beside) {
      const [state, nonce] = [secret(), secret()]
      await forgetOldest()
      const until = now() + ATTEMPT_LIFETIME_SECONDS
      const attempt = {
        nonce,
        session,
        locale,
        until,
        ...(expected === undefined ? {} : { expected }),
        ...(handover === undefined ? {} : { handover }),
      }
      await records.at(keyOf(state)).update(() => attempt, beside)
      return { state, nonce }
    },

    async read(state, session) {
      const key = keyOf(state)
      const attempt = await records.at(key).read()
      return attempt !== undefined && attempt.session === session && attempt.until > now() ? { key, attempt } : undefined
    },

    async saveConsent(key, savedConsent, beside) {
      const own = await records.at(key).update((attempt) => attempt && { ...attempt, savedConsent }, beside)
      for (const other of records.ids().filter((name) => name !== key))
        await records.at(other).update((attempt) => (attempt && attempt.session === own?.session ? withoutClaim(attempt) : attempt))
    },

    async end(key, outcome, beside) {
      const isKept = isUnanswered(outcome) || isWithoutOrganisation(outcome)
      const ended = (attempt: Attempt | undefined) => {
        if (attempt === undefined) return undefined
        const { savedConsent, ...others } = attempt
        return { ...others, outcome, ...(isKept && savedConsent !== undefined ? { savedConsent } : {}) }
      }
      await records.at(key).update(ended, beside)
    },

    async unfinished() {
      const found: KeyedAttempt[] = []
      for (const key of records.ids()) {
        const attempt = await records.at(key).read()
        if (attempt !== undefined && isWaiting(attempt) && keptUntil(attempt) > now()) found.push({ key, attempt })
      }
      return found
    },

    async latest() {
      const found = await Promise.all(records.ids().map((key) => records.at(key).read()))
      const own = found.filter((attempt) => attempt !== undefined && attempt.handover === undefined && attempt.until > now())
      return own.sort((one, other) => (other?.until ?? 0) - (one?.until ?? 0))[0]
    },

    async readClaimable(session) {
      for (const key of records.ids()) {
        const attempt = await records.at(key).read()
        if (attempt === undefined || attempt.session !== session || !mayClaim(attempt) || attempt.until <= now()) continue
        const { savedConsent, claims = 0 } = attempt
        if (savedConsent !== undefined) return { key, attempt, savedConsent, triesLeft: MOST_CLAIMS - claims }
      }
      return undefined
    },

    async countClaim(key) {
      let counted = false
      await records.at(key).update((attempt) => {
        const { claims = 0 } = attempt ?? {}
        counted = claims < MOST_CLAIMS
        return attempt && { ...attempt, claims: Math.min(MOST_CLAIMS, claims + 1) }
      })
      return counted
    },

    async deleteAll({ waitingToo }) {
      for (const key of records.ids())
        await records
          .at(key)
          .update((attempt) => (attempt !== undefined && isWaiting(attempt) && !waitingToo ? attempt : undefined))
    },

    isEmpty: () => records.ids().length === 0,

    async prune() {
      const ends: number[] = []
      for (const key of records.ids()) {
        const kept = await records
          .at(key)
          .update((attempt) => (attempt === undefined || keptUntil(attempt) <= now() ? undefined : attempt))
        if (kept !== undefined) ends.push(keptUntil(kept))
      }
      return ends.length === 0 ? undefined : Math.min(...ends)
    },
  }
}

const isUnanswered = (outcome: Outcome): boolean => 'problem' in outcome && outcome.problem === 'xero-unavailable'

/** The person consented and got no organisation, so they may claim one by its name. */
const isWithoutOrganisation = (outcome: Outcome): boolean =>
  'problem' in outcome ? outcome.problem === 'no-organisation' : outcome.nothingNew === true

/** The consent is there, and Xero may still list its organisations. */
const isWaiting = ({ savedConsent, outcome }: Attempt): boolean =>
  savedConsent !== undefined && (outcome === undefined || isUnanswered(outcome))

const mayClaim = ({ savedConsent, outcome }: Attempt): boolean =>
  savedConsent !== undefined && outcome !== undefined && isWithoutOrganisation(outcome)

const withoutClaim = (attempt: Attempt): Attempt => {
  const { savedConsent: _former, ...others } = attempt
  return mayClaim(attempt) ? others : attempt
}

const keptUntil = (attempt: Attempt): number => attempt.until + (isWaiting(attempt) ? WAITING_SECONDS : 0)

/** 256 random bits, safe in an address. */
const secret = (): string => nodeCrypto().randomBytes(32).toString('base64url')

/** The state itself isn't stored, so reading the storage isn't enough to forge a callback. */
const keyOf = (state: string): string => nodeCrypto().createHash('sha256').update(state).digest('base64url')
