/**
 * The Worker's death, at an `await` of one's choice. `await-points.ts` has made each `await` of the custody code call `passAwait`; an
 * object that is killed there is aborted by the runtime, which drops what is not on disk, and none of the others goes on either.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** Whose code runs: an object can be aborted only from within. */
export const runningObject = new AsyncLocalStorage<DurableObjectState>()

/** Counts the Worker's lives: what began in an earlier one never goes on. */
let life = 0
let isDead = false
let counted = 0
let fatal: number | undefined
let diedAt: string | undefined

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

export interface Death {
  /** How many points were passed, the last one included. */
  readonly passed: number
  /** Where it died: file, line, and on which side of the `await`; absent when it lived. */
  readonly at?: string
}

/** Counts from here on. @param at the number of the point at which the Worker dies; it lives without one */
export function arm(at?: number): void {
  counted = 0
  diedAt = undefined
  fatal = at
}

/** Stops counting. */
export function disarm(): Death {
  fatal = undefined
  return { passed: counted, ...(diedAt === undefined ? {} : { at: diedAt }) }
}

export const hasDied = (): boolean => diedAt !== undefined

/** From here on code may run again; what was waiting does so for ever. */
export function beginNextLife(): void {
  life += 1
  isDead = false
}

function isFatal(place: string): boolean {
  counted += 1
  if (counted !== fatal) return false
  diedAt = place
  isDead = true
  return true
}

/** Ends the object that runs: no line after this one is reached. */
function die(): void {
  runningObject.getStore()?.abort('the campaign killed the Worker')
}

function passAwait<T>(place: string, work: () => T | PromiseLike<T>): PromiseLike<T> {
  const born = life
  const isOver = () => isDead || born !== life
  if (isOver()) return never()
  if (isFatal(`before ${place}`)) die()
  const pass = <V>(goOn: () => V): V | Promise<V> => {
    if (isOver()) return never()
    if (isFatal(`after ${place}`)) die()
    return goOn()
  }
  return Promise.resolve(work()).then(
    (value) => pass(() => value),
    (error: unknown) =>
      pass((): T => {
        throw error
      }),
  )
}

Object.assign(globalThis, { __passAwait: passAwait })

// The runner hands on what is logged by a timer of the object that logged first; of one that is killed it would wait for ever.
console.log = () => undefined
