/** Kills the Worker during an operation, lets it come back, and looks at what is left. */
import type { Browser } from '../edge/people.ts'
import type { Scene } from './acts.ts'
import { findBreaches, isAs } from './invariants.ts'
import type { Operation } from './operation.ts'
import { arm, disarm, hasDied } from './points.ts'
import { beginWorld, live, restart } from './world.ts'

export interface Ended {
  /** Where the Worker died; absent when the operation passed fewer points. */
  readonly at?: string
  readonly passed: number
  /** `worked-on`: nobody had to do anything. `said-so`: the state was honest, and an ordinary next step led to the goal. */
  readonly end: 'worked-on' | 'said-so' | 'lost'
  readonly breaches: readonly string[]
}

/** Longer than anything waits that was cut short. */
const SETTLING_SECONDS = 300
/** Longer than an attempt lives, and what was put aside. */
const CLEANING_SECONDS = 2 * 3600

/** @param point the number of the `await` at which the Worker dies; it lives without one */
export async function killAt(operation: Operation, point?: number): Promise<Ended> {
  await beginWorld()
  const scene = await operation.prepare()
  arm(point)
  let isOver = false
  // Whoever called an object that was killed waits in vain: the Worker's death ends it as well.
  void operation
    .run({ ...scene, browser: untilDeath(scene.browser) })
    .catch(() => undefined)
    .finally(() => {
      isOver = true
    })
  while (!isOver && !hasDied()) await scheduler.wait(1)
  const { at, passed } = disarm()
  const isAnswered = isOver
  await restart()
  const where = { passed, ...(at === undefined ? {} : { at }) }
  try {
    return { ...where, ...(await judge(operation, scene, isAnswered)) }
  } catch (error) {
    return { ...where, end: 'lost', breaches: [`the world broke: ${error instanceof Error ? error.message : String(error)}`] }
  }
}

/** A browser that learns nothing more once the Worker has died: its person starts again, and does not go on in two tabs. */
const untilDeath = (browser: Browser): Browser =>
  new Proxy(browser, {
    get(target, name, proxy) {
      if (name !== 'go') return Reflect.get(target, name, proxy)
      return async (...args: Parameters<Browser['go']>): Promise<Response> => {
        const response = await target.go(...args)
        return hasDied() ? new Promise(() => undefined) : response
      }
    },
  })

/** @param isAnswered whoever was not presses again, whatever has come of it meanwhile */
async function judge(operation: Operation, scene: Scene, isAnswered: boolean): Promise<Pick<Ended, 'end' | 'breaches'>> {
  const { goal, again } = operation
  await live(SETTLING_SECONDS)
  const workedOn = await isAs(scene.account, goal)
  const breaches: string[] = []
  if (!workedOn || !isAnswered) await again?.(scene)
  await live(CLEANING_SECONDS)
  if (!(await isAs(scene.account, goal))) breaches.push('the goal is not reached, even after the next step')
  for (const other of scene.others)
    if (!(await isAs(other, operation.othersGoal ?? {}))) breaches.push('another account has suffered')
  breaches.push(...(await findBreaches([scene.account, ...scene.others], operation.mayStay)))
  return { end: breaches.length > 0 ? 'lost' : workedOn ? 'worked-on' : 'said-so', breaches }
}
