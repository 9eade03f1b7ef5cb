/** How long a caller waits for Xero in all, however many calls that takes; and two short waits. */
import { AsyncLocalStorage } from 'node:async_hooks'

const LONGEST_SECONDS = 25
/** Just after a consent, one part of Xero may not know yet what another has granted. */
export const SETTLING_SECONDS = 0.5

/** In milliseconds since 1970. */
const deadlines = new AsyncLocalStorage<number>()

/**
 * Runs `work`, whose calls to Xero together take no longer than this. Inside another such run, the outer deadline counts.
 *
 * @param seconds what is left, where the caller is another object: the deadline does not travel between them
 */
export const withDeadline = <T>(work: () => Promise<T>, seconds = LONGEST_SECONDS): Promise<T> =>
  deadlines.run(deadlines.getStore() ?? Date.now() + Math.min(seconds, LONGEST_SECONDS) * 1000, work)

/** How many seconds the caller can still wait; endless outside `withDeadline`. */
export const secondsLeft = (): number => ((deadlines.getStore() ?? Number.POSITIVE_INFINITY) - Date.now()) / 1000

/** Whether the caller has waited long enough, so that no new call should begin. */
export const isPastDeadline = (): boolean => secondsLeft() <= 0

/** Waits for work that can go on by itself, but no longer than this. */
export async function waitAtMost(seconds: number, work: Promise<void> | undefined): Promise<void> {
  const enough = new AbortController()
  await Promise.race([work, scheduler.wait(seconds * 1000, { signal: enough.signal })])
  enough.abort()
}
