/** What an account's alarm does. Each task can be interrupted and simply run again. */
import { waitAtMost, withDeadline } from '../xero/deadline.ts'
import type { AccountContext, AccountTask } from './context.ts'
import { finishDisconnect, releaseUnused } from './disconnect.ts'
import { resumeAttempts } from './end-attempt.ts'
import { writeEntry } from './index-entry.ts'
import { lookForStall } from './look-for-stall.ts'
import { lookBeforeRun } from './next-run.ts'
import type { Reconciler } from './reconcile.ts'

/** The account's other tasks wait for the index no longer than this. */
const INDEX_WAIT_SECONDS = 5

export function createTasks(
  context: AccountContext,
  reconciler: Reconciler,
): Readonly<Record<AccountTask, () => Promise<boolean>>> {
  const { agenda, attempts, sessions, handovers } = context
  const reconcile = () => reconciler.reconcile()
  const thenReconcile = async (work: Promise<boolean>) => (await work) && (await reconcile())
  return {
    reconcile,
    resume: () => thenReconcile(withDeadline(() => resumeAttempts(context))),
    disconnect: () => thenReconcile(withDeadline(() => finishDisconnect(context))),
    release: () => thenReconcile(releaseUnused(context)),
    prune: async () => {
      const ends = [await sessions.prune(), await attempts.prune(), await handovers.prune()].filter((at) => at !== undefined)
      if (ends.length > 0) agenda.plan('prune', Math.min(...ends))
      // An account that never got further than this keeps its timeline alone, and that is looked after too.
      if (agenda.plannedAt('upkeep') === undefined) await reconciler.upkeep()
      return true
    },
    'look-before-run': () => lookBeforeRun(context, reconciler),
    'look-for-stall': () => lookForStall(context, reconciler),
    async index() {
      let isDone = false
      const writing = writeEntry(context).then((done) => {
        isDone = done
      })
      await waitAtMost(INDEX_WAIT_SECONDS, writing)
      if (!isDone) throw new Error('the index takes too long')
      return true
    },
    upkeep: async () => {
      await reconcile()
      await reconciler.upkeep()
      return true
    },
  }
}
