/** Waiting that costs no time: the Worker's clock moves on by as much as it would have waited. */
import { vi } from 'vitest'

/** Waits this long and longer are limits of calls; an answer that comes at all comes sooner than they really take here. */
const LIMIT_MS = 5000
const LIMIT_TAKES_MS = 1200

/** Holds until `vi.restoreAllMocks()`. Waits that end by a signal are left alone: something else is to end them. */
export function hurryWaits(): void {
  const wait = scheduler.wait.bind(scheduler)
  const later = globalThis.setTimeout
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  vi.spyOn(scheduler, 'wait').mockImplementation(async (ms, options) => {
    if (options?.signal !== undefined) return wait(ms, options)
    await wait(1)
    vi.setSystemTime(Date.now() + ms)
  })
  const hurried = (work: () => void, ms = 0): unknown =>
    ms < LIMIT_MS
      ? later(work, ms)
      : later(() => {
          vi.setSystemTime(Date.now() + ms)
          work()
        }, LIMIT_TAKES_MS)
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(hurried as typeof setTimeout)
}

/** @returns what `work` took by the Worker's clock, in seconds */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const from = Date.now()
  const value = await work()
  return { value, seconds: (Date.now() - from) / 1000 }
}
