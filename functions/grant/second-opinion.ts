/** Asks Xero again about a login that died: that answer may have been our mistake, or Xero's. */
import { now } from '../../src/contract/clock.ts'
import { log } from '../log.ts'
import { withDeadline } from '../xero/deadline.ts'
import { type GrantContext, logFieldsOf } from './context.ts'
import { nextOpinionAt, opinionRepeatAt } from './daily-schedule.ts'
import { refreshed } from './record.ts'
import type { Refresher } from './refresh.ts'
import { isIncident, reportAlive } from './report-incident.ts'

/** @returns true always: it plans its own next step */
export async function askSecondOpinion(context: GrantContext, refresher: Refresher): Promise<boolean> {
  const { stored, agenda } = context
  const asked = await stored.read()
  if (asked?.dead === undefined) return true
  // If this object ends between Xero's answer and the write, it asks again while Xero still takes the previous token.
  agenda.plan('second-opinion', opinionRepeatAt(now(), Math.random()))
  const answer = await withDeadline(() => refresher.ask(asked.refreshToken))
  if (answer.ok) {
    const kept = await stored.update(
      (current) => (current?.generation === asked.generation ? refreshed(current, answer.value, now()) : current),
      () => {
        agenda.drop('second-opinion')
        agenda.planBy('inform-accounts', now())
      },
    )
    if (kept !== undefined) log('warn', 'grant.revived', logFieldsOf(context, kept))
    reportAlive(context, asked)
    await context.publish()
    return true
  }
  // Xero didn't answer, or isn't believed during an incident.
  if (answer.error !== 'invalid-grant' || (await isIncident(context))) return true
  const next = nextOpinionAt(asked.dead.at, now())
  if (next === undefined) {
    agenda.drop('second-opinion')
    log('info', 'grant.death-final', logFieldsOf(context, asked))
  } else agenda.plan('second-opinion', next)
  return true
}
