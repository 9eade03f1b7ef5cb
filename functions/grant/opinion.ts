/** A login that died is asked about once more: what Xero said of it may have been our mistake, or Xero's. */
import { now } from '../../src/contract/clock.ts'
import { log } from '../log.ts'
import { withPatience } from '../xero/xero.ts'
import { type GrantPlace, told } from './place.ts'
import { refreshed } from './record.ts'
import type { Refresher } from './refresh.ts'
import { nextOpinionAt } from './schedule.ts'
import { isIncident, noteAlive } from './suspicion.ts'

/** @returns false when it is to be done again later: Xero did not answer, or its word is not believed just now */
export async function askSecondOpinion(place: GrantPlace, refresher: Refresher): Promise<boolean> {
  const { records, agenda } = place
  const asked = await records.read('grant')
  if (asked?.dead === undefined) return true
  const answer = await withPatience(() => refresher.ask(asked.refreshToken))
  if (answer.ok) {
    const kept = await records.update(
      'grant',
      (current) => (current?.generation === asked.generation ? refreshed(current, answer.value, now()) : current),
      () => agenda.want('tell', now()),
    )
    if (kept !== undefined) log('warn', 'grant.revived', told(place, kept))
    noteAlive(place, asked)
    await place.publish()
    return true
  }
  if (answer.error !== 'invalid-grant' || (await isIncident(place))) return false
  const next = nextOpinionAt(asked.dead.at, now())
  if (next === undefined) log('info', 'grant.death-final', told(place, asked))
  else agenda.plan('opinion', next)
  return true
}
