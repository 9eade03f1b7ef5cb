/** What an account's alarm does, task by task. Each may be cut short, and is then done again. */
import { withDeadline } from '../xero/deadline.ts'
import { resumeAttempts } from './arrival.ts'
import { finishDisconnect, giveBack } from './disconnect.ts'
import type { AccountTask, Place } from './place.ts'
import type { Settler } from './settle.ts'

export function createTasks(place: Place, settler: Settler): Readonly<Record<AccountTask, () => Promise<boolean>>> {
  const { agenda, attempts, visits } = place
  const settle = () => settler.settle()
  const thenSettle = async (work: Promise<boolean>) => (await work) && (await settle())
  return {
    settle,
    resume: () => thenSettle(withDeadline(() => resumeAttempts(place))),
    disconnect: () => thenSettle(withDeadline(() => finishDisconnect(place))),
    leave: () => thenSettle(giveBack(place)),
    prune: async () => {
      const ends = [await visits.prune(), await attempts.prune()].filter((at) => at !== undefined)
      if (ends.length > 0) agenda.plan('prune', Math.min(...ends))
      // Of an account that never came further than this nothing stays but its timeline, and that is looked after.
      if (agenda.plannedAt('upkeep') === undefined) await settler.upkeep()
      return true
    },
    upkeep: async () => {
      await settle()
      await settler.upkeep()
      return true
    },
  }
}
