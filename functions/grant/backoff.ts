/** How long to wait before Xero is asked again. Pure. */

/** Delays double from the first; with four tries an outage of a few seconds passes unnoticed. */
const FIRST_DELAY_SECONDS = 0.25
const MOST_TRIES = 4

/** While Xero is down, callers learn so without a call; the cooldown doubles with each failure in a row, up to the longest. */
const FIRST_COOLDOWN_SECONDS = 2
const LAST_COOLDOWN_SECONDS = 60
/**
 * We ask again after this long, whatever Xero asked for: a Retry-After of 30 days has been seen, and Xero's limits by the minute are
 * over by then. Callers are told what Xero asked for.
 */
const LONGEST_RETRY_AFTER_MINUTES = 15

export interface FailedTry {
  /** `lost`: no answer that can be read came, so Xero may have rotated the token; it takes the previous one for 30 minutes. */
  readonly error: 'lost' | 'unavailable'
  /** What Xero asked for, in seconds. */
  readonly retryAfterIn?: number
}

/**
 * @param tries how often Xero was asked for this caller so far, at least once
 * @param secondsLeft how long the caller can still wait
 * @param random from 0 to 1: spreads callers that failed together
 * @returns seconds to wait before the next try; undefined when it is better to give up
 */
export function delayBefore(trouble: FailedTry, tries: number, secondsLeft: number, random: number): number | undefined {
  if (tries >= MOST_TRIES) return undefined
  const backOff = FIRST_DELAY_SECONDS * 2 ** (tries - 1) * (0.5 + random)
  const delay = Math.max(backOff, trouble.retryAfterIn ?? 0)
  return delay < secondsLeft ? delay : undefined
}

export interface Cooldown {
  /** How long nobody asks Xero about this login. */
  readonly seconds: number
  /** How long callers are told to wait: as long as Xero asked. */
  readonly tellSeconds: number
}

/** @param failures in a row, at least one */
export function cooldownAfter({ retryAfterIn = 0 }: FailedTry, failures: number): Cooldown {
  const backOff = Math.min(LAST_COOLDOWN_SECONDS, FIRST_COOLDOWN_SECONDS * 2 ** (failures - 1))
  const seconds = Math.max(backOff, Math.min(retryAfterIn, LONGEST_RETRY_AFTER_MINUTES * 60))
  return { seconds, tellSeconds: Math.max(seconds, retryAfterIn) }
}
