import { now } from '../../src/contract/clock.ts'
import { type Agenda, createAgenda, nameOf } from '../objects/agenda.ts'
import { createKeyRegister, type KeyRegister } from '../vault/key-register.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedRecords, type SealedRecords } from '../vault/sealed-records.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { type AccountRecord, EMPTY, isIdle } from './record.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { createVisits, type Visits } from './visits.ts'

/**
 * `settle`: what follows from a change is still to be done. `resume`: a consent has not come to anything yet. `disconnect`: one was
 * begun, and may have been cut short. `leave`: uses of logins are to be given back. `prune`: attempts, visits and links lapse. `upkeep`: daily.
 */
export type AccountTask = 'settle' | 'resume' | 'disconnect' | 'leave' | 'prune' | 'upkeep'

export const UPKEEP_EVERY_SECONDS = 86_400

/** Where an account's work happens: whose it is, what it may reach, where it is kept. */
export interface Place {
  readonly account: string
  readonly env: Env
  readonly records: SealedRecords<AccountRecord>
  readonly attempts: Attempts
  readonly visits: Visits
  readonly timeline: Timeline
  readonly agenda: Agenda<AccountTask>
  readonly keys: KeyRegister
  /** Forgets everything, alarms as well. */
  readonly forget: () => Promise<void>
  /** Keys of attempts that are being ended. */
  readonly underWay: Set<string>
  /** Counts the record's changes: one that comes while others are being settled is not taken for settled. */
  readonly changes: { count: number }
}

/** @param sessionSeal seals what is about a browser's visit, as its cookie is */
export function createPlace(ctx: DurableObjectState, env: Env, seal: Seal, sessionSeal: Seal): Place {
  const account = nameOf(ctx)
  const owner = `account:${account}`
  return {
    account,
    env,
    records: createSealedRecords(ctx.storage, seal, owner),
    attempts: createAttempts(ctx.storage, seal, owner),
    visits: createVisits(ctx.storage, sessionSeal, owner),
    timeline: createTimeline(ctx.storage, seal, owner),
    agenda: createAgenda(ctx),
    keys: createKeyRegister(env.TOKENS, ctx.storage, seal, owner),
    forget: () => ctx.storage.deleteAll(),
    underWay: new Set(),
    changes: { count: 0 },
  }
}

export const readRecord = async ({ records }: Place): Promise<AccountRecord> => (await records.read('account')) ?? EMPTY

/**
 * Changes the account's record, and notes in the same write that its consequences are to follow. No record is made that would hold
 * nothing: a login may still name an account that is forgotten.
 *
 * @param settleAt when the alarm sees to them, should whoever changed it not come to it. Unix seconds
 */
export const changeRecord = async (
  { records, agenda, changes }: Place,
  settleAt: number,
  change: (record: AccountRecord) => AccountRecord,
  beside?: (kept: AccountRecord) => void,
): Promise<void> => {
  await records.update(
    'account',
    (before) => {
      const next = change(before ?? EMPTY)
      return before === undefined && isIdle(next) ? undefined : next
    },
    (kept) => {
      if (kept === undefined) return
      changes.count += 1
      agenda.want('settle', settleAt)
      if (agenda.plannedAt('upkeep') === undefined) agenda.plan('upkeep', now() + UPKEEP_EVERY_SECONDS)
      beside?.(kept)
    },
  )
}
