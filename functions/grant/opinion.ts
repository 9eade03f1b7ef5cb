/** A login that died is asked about once more: what Xero said of it may have been our mistake, or Xero's. */
import { now } from '../../src/contract/clock.ts'
import { log } from '../log.ts'
import { withDeadline } from '../xero/deadline.ts'
import { type GrantPlace, told } from './place.ts'
import { refreshed } from './record.ts'
import type { Refresher } from './refresh.ts'
import { nextOpinionAt, opinionRepeatAt } from './schedule.ts'
import { isIncident, noteAlive } from './suspicion.ts'

/** @returns true: it plans itself what is left to do */
export async function askSecondOpinion(place: GrantPlace, refresher: Refresher): Promise<boolean> {
  const { records, agenda } = place
  const asked = await records.read('grant')
  if (asked?.dead === undefined) return true
  // Should this object end between Xero's answer and the write, it asks again while Xero still takes the previous token.
  agenda.plan('opinion', opinionRepeatAt(now(), Math.random()))
  const answer = await withDeadline(() => refresher.ask(asked.refreshToken))
  if (answer.ok) {
    const kept = await records.update(
      'grant',
      (current) => (current?.generation === asked.generation ? refreshed(current, answer.value, now()) : current),
      () => {
        agenda.drop('opinion')
        agenda.want('tell', now())
      },
    )
    if (kept !== undefined) log('warn', 'grant.revived', told(place, kept))
    noteAlive(place, asked)
    await place.publish()
    return true
  }
  // Xero did not answer, or its word is not believed just now.
  if (answer.error !== 'invalid-grant' || (await isIncident(place))) return true
  const next = nextOpinionAt(asked.dead.at, now())
  if (next === undefined) {
    agenda.drop('opinion')
    log('info', 'grant.death-final', told(place, asked))
  } else agenda.plan('opinion', next)
  return true
}
