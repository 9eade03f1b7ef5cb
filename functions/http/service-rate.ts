/** The rate of miBilling's calls. */
import { now } from '../../src/contract/clock.ts'

/** The window of the rate limiting bindings in wrangler.toml. */
export const RATE_WINDOW_SECONDS = 60
/** A call with a valid token is two reads of KV; asking the binding each time would cost as much again. */
const CALLS_A_BATCH = 60

/** The part of Cloudflare's rate limiting binding that is used. */
interface Limiter {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

export type ServiceRate = (rate: Limiter, key: string) => Promise<boolean>

/**
 * Counts in memory and asks the binding once a batch, so the binding's limit is the rate divided by the batch. A single isolate keeps the
 * rate exactly; of several, each may miss its last batch.
 *
 * @param most calls of one key in a window
 */
export function createServiceRate(most: number): ServiceRate {
  let window = 0
  const counts = new Map<string, number>()
  return async (rate, key) => {
    const present = Math.floor(now() / RATE_WINDOW_SECONDS)
    if (present !== window) counts.clear()
    window = present
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > most) return false
    if (count % CALLS_A_BATCH !== 0) return true
    const { success } = await rate.limit({ key })
    if (!success) counts.set(key, most)
    return success
  }
}
