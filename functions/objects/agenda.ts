/**
 * What an object has to do, and when. A Durable Object has one alarm: it is set for the earliest task. Which tasks are due is read from
 * storage, so a crash loses none of them.
 */
import { now } from '../../src/contract/clock.ts'
import { fieldsOf, log } from '../log.ts'
import { isSealError } from '../vault/seal.ts'
import { repeatIn } from './repeat.ts'

export interface Agenda<Task extends string> {
  /**
   * Plans a task, unless it is planned for an earlier time already. Synchronous: written together with what else is written to the same
   * storage before the next `await`.
   *
   * @param at Unix seconds
   */
  planBy(task: Task, at: number): void
  /** Plans a task for this time, replacing any earlier plan. */
  plan(task: Task, at: number): void
  drop(task: Task): void
  plannedAt(task: Task): number | undefined
  /** Whether the task that is being done failed, or was interrupted, the last time. */
  isRepeat(task: Task): boolean
  /**
   * Does what is due. A task that returns false, or throws, is repeated later; any other is done, unless it planned itself again. Never
   * throws, because the runtime gives up an alarm that fails too often.
   */
  run(work: Readonly<Record<Task, () => Promise<boolean>>>): Promise<void>
}

interface Planned {
  readonly at: number
  readonly failures?: number
}

const KEY = 'agenda'
const NAME = 'name'

/** The object's name, such as the account's id. An alarm may wake an object without passing its name, so it is stored. Empty where there is none. */
export const nameOf = ({ id, storage }: DurableObjectState): string => id.name ?? storage.kv.get<string>(NAME) ?? ''

/** @param firstRepeats in seconds, for tasks whose first repeat isn't after a minute */
export function createAgenda<Task extends string>(
  state: DurableObjectState,
  firstRepeats: Partial<Record<Task, number>> = {},
): Agenda<Task> {
  const { storage } = state
  const read = () => storage.kv.get<Readonly<Record<string, Planned>>>(KEY) ?? {}
  const plannedOf = (task: Task): Planned | undefined => read()[task]

  function put(task: Task, planned: Planned | undefined): void {
    const { [task]: _before, ...others } = read()
    const tasks: Readonly<Record<string, Planned>> = planned === undefined ? others : { ...others, [task]: planned }
    storage.kv.put(KEY, tasks)
    if (state.id.name !== undefined && storage.kv.get(NAME) === undefined) storage.kv.put(NAME, state.id.name)
    const moments = Object.values(tasks).map(({ at }) => at)
    // No need to wait: a write that fails resets the object, and the output gate holds back every answer.
    void (moments.length === 0 ? storage.deleteAlarm() : storage.setAlarm(Math.min(...moments) * 1000))
  }

  const agenda: Agenda<Task> = {
    planBy(task, at) {
      const before = plannedOf(task)
      if (before === undefined || before.at > at) put(task, { ...before, at })
    },
    plan: (task, at) => put(task, { at }),
    drop(task) {
      if (plannedOf(task) !== undefined) put(task, undefined)
    },
    plannedAt: (task) => plannedOf(task)?.at,
    // The one under way counts as a failure until it has ended.
    isRepeat: (task) => (plannedOf(task)?.failures ?? 0) > 1,

    async run(work) {
      const due = Object.entries(read()).flatMap(([task, { at }]) => (at <= now() ? [task as Task] : []))
      for (const task of due) {
        // A task before it may have done its work too, or deleted the whole object.
        if (plannedOf(task) === undefined) continue
        const failures = (plannedOf(task)?.failures ?? 0) + 1
        const repeat = { at: now() + repeatIn(failures, Math.random(), firstRepeats[task]), failures }
        put(task, repeat)
        try {
          const done = await work[task]()
          const after = plannedOf(task)
          if (done && after?.at === repeat.at && after.failures === failures) put(task, undefined)
        } catch (error) {
          log(isSealError(error) ? 'error' : 'warn', 'task.failed', { object: nameOf(state), task, failures, ...fieldsOf(error) })
        }
      }
      // The runtime has cleared the alarm that woke us.
      const moments = Object.values(read()).map(({ at }) => at)
      if (moments.length > 0) await storage.setAlarm(Math.min(...moments) * 1000)
    },
  }
  return agenda
}
