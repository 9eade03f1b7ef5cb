/** When a message to miBilling is tried again. Pure. */

/** After the first try, the second, and so on: ten tries within about a day. `max_retries` in wrangler.toml says as many. */
export const DELAYS_SECONDS = [5, 30, 180, 600, 1800, 3600, 3 * 3600, 8 * 3600, 11 * 3600] as const

/** miBilling may ask for more time than the schedule gives, up to this much. */
const LONGEST_RETRY_AFTER_SECONDS = 3600

/**
 * @param tries so far, at least one
 * @param random from 0 to 1: spreads messages that failed together
 * @param retryAfterIn what miBilling asked for, in seconds
 * @returns whole seconds, as Queues takes them
 */
export function delayAfter(tries: number, random: number, retryAfterIn = 0): number {
  const planned = DELAYS_SECONDS[tries - 1] ?? DELAYS_SECONDS[DELAYS_SECONDS.length - 1] ?? 0
  return Math.round(Math.max(planned * (0.8 + 0.4 * random), Math.min(retryAfterIn, LONGEST_RETRY_AFTER_SECONDS)))
}
