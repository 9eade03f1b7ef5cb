import { now } from '../../src/contract/clock.ts'
import { type Agenda, createAgenda, nameOf } from '../objects/agenda.ts'
import { createKeyRegister, type KeyRegister } from '../vault/key-register.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedRecord, type SealedRecord } from '../vault/sealed-record.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { createHandovers, type HandoverTable } from './handovers.ts'
import { createIndexNotes, type IndexNotes } from './index-notes.ts'
import { type AccountRecord, EMPTY, isIdle } from './record.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createStallCount, type StallCount } from './stall-count.ts'
import { createTimeline, type TimelineTable } from './timeline.ts'

/**
 * `reconcile`: what follows from a change is still to be done. `resume`: a consent is not dealt with yet. `disconnect`: one was begun and
 * may have been interrupted. `release`: connections that the account no longer uses are released. `prune`: attempts, sessions, links and
 * hand-overs expire. `look-before-run`: Xero is looked at before a billing run. `look-for-stall`: whether a person stopped on the way.
 * `index`: the account's entry in the index is to be written. `upkeep`: daily.
 */
export type AccountTask =
  | 'reconcile'
  | 'resume'
  | 'disconnect'
  | 'release'
  | 'prune'
  | 'look-before-run'
  | 'look-for-stall'
  | 'index'
  | 'upkeep'

export const UPKEEP_EVERY_SECONDS = 86_400
/** For a caller that reconciles right away: if it is interrupted, the alarm does. */
export const RECONCILE_SECONDS = 10
/** What follows one another closely, as on the way to a connection, is one entry in the index. */
export const INDEX_SECONDS = 5

/** What the account's code works with: its id, its bindings and its stores. */
export interface AccountContext {
  readonly account: string
  readonly env: Env
  readonly stored: SealedRecord<AccountRecord>
  readonly attempts: Attempts
  readonly sessions: Sessions
  readonly handovers: HandoverTable
  readonly stalls: StallCount
  readonly timeline: TimelineTable
  readonly index: IndexNotes
  readonly agenda: Agenda<AccountTask>
  readonly keys: KeyRegister
  /** Deletes everything, the alarm too. */
  readonly deleteAll: () => Promise<void>
  /** Keys of attempts whose callback is being dealt with. */
  readonly underWay: Set<string>
  /** Counts the record's changes, so that one made during a reconciliation isn't missed. */
  readonly changes: { count: number }
}

/** @param sessionSeal seals sessions, as it seals their cookies */
export function createAccountContext(ctx: DurableObjectState, env: Env, seal: Seal, sessionSeal: Seal): AccountContext {
  const account = nameOf(ctx)
  const owner = `account:${account}`
  const agenda: Agenda<AccountTask> = createAgenda(ctx)
  return {
    account,
    env,
    stored: createSealedRecord(ctx.storage, seal, owner, 'account'),
    attempts: createAttempts(ctx.storage, seal, owner),
    sessions: createSessions(ctx.storage, sessionSeal, owner),
    handovers: createHandovers(ctx.storage, seal, owner),
    stalls: createStallCount(ctx.storage),
    timeline: createTimeline(ctx.storage, seal, owner, () => agenda.planBy('index', now() + INDEX_SECONDS)),
    index: createIndexNotes(ctx.storage),
    agenda,
    keys: createKeyRegister(env.TOKENS, ctx.storage, seal, owner),
    deleteAll: () => ctx.storage.deleteAll(),
    underWay: new Set(),
    changes: { count: 0 },
  }
}

export const readRecord = async ({ stored }: AccountContext): Promise<AccountRecord> => (await stored.read()) ?? EMPTY

/**
 * Changes the account's record, and plans the reconciliation in the same write. Makes no record that would be empty: a login may still
 * name an account that was deleted.
 *
 * @param reconcileAt when the alarm does it, in case the caller is interrupted. Unix seconds
 */
export const changeRecord = async (
  { stored, agenda, changes }: AccountContext,
  reconcileAt: number,
  change: (record: AccountRecord) => AccountRecord,
  beside?: (kept: AccountRecord) => void,
): Promise<void> => {
  await stored.update(
    (before) => {
      const next = change(before ?? EMPTY)
      return before === undefined && isIdle(next) && next.currency === undefined && next.name === undefined ? undefined : next
    },
    (kept) => {
      if (kept === undefined) return
      changes.count += 1
      agenda.planBy('reconcile', reconcileAt)
      if (agenda.plannedAt('upkeep') === undefined) agenda.plan('upkeep', now() + UPKEEP_EVERY_SECONDS)
      beside?.(kept)
    },
  )
}
