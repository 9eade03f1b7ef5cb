/** Looks at Xero before an announced billing run, so that miBilling hears of a dead connection while there is time to mend it. */
import { now } from '../../src/contract/clock.ts'
import type { NextRun } from '../../src/contract/wire.ts'
import { withDeadline } from '../xero/deadline.ts'
import { checkAtXero } from './check-at-xero.ts'
import { type AccountContext, changeRecord, RECONCILE_SECONDS, readRecord } from './context.ts'
import type { Reconciler } from './reconcile.ts'
import { looksBefore, momentAfterLook, repeatOf } from './run-schedule.ts'

/** Announces the next run in place of an earlier one. @param at Unix seconds; `null` when there is none @returns when Xero is looked at */
export async function setNextRun(context: AccountContext, at: number | null): Promise<NextRun> {
  const { account, agenda } = context
  const looksAt = at === null ? [] : looksBefore(account, at, now())
  const [first] = looksAt
  await changeRecord(
    context,
    now() + RECONCILE_SECONDS,
    ({ nextRunAt: _former, ...record }) => (at === null ? record : { ...record, nextRunAt: at }),
    () => (first === undefined ? agenda.drop('look-before-run') : agenda.plan('look-before-run', first)),
  )
  return { account, ...(at === null ? {} : { at }), looksAt }
}

/**
 * Looks at Xero, and tells miBilling what stands in the way of the run. The message and the plan for the next look are one write, so an
 * interrupted look is simply made again.
 *
 * @returns false when it should be made again soon
 */
export async function lookBeforeRun(context: AccountContext, reconciler: Reconciler): Promise<boolean> {
  const { account, agenda } = context
  const { nextRunAt: runAt } = await readRecord(context)
  if (runAt === undefined) return true
  if (runAt <= now()) {
    await setNextRun(context, null)
    return reconciler.reconcile()
  }
  const checked = await withDeadline(() => checkAtXero(context))
  await reconciler.reconcile()
  // Another run may have been announced meanwhile; its looks are planned.
  if ((await readRecord(context)).nextRunAt !== runAt) return true
  const repeatAt = checked.ok ? undefined : repeatOf(account, runAt, now())
  if (repeatAt === undefined)
    return reconciler.announceRisk({ runAt, ...(checked.ok ? {} : { unanswered: checked.error }) }, () =>
      agenda.plan('look-before-run', momentAfterLook(account, runAt, now())),
    )
  agenda.plan('look-before-run', repeatAt)
  return true
}
