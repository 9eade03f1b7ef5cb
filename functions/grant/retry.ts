/** When to ask Xero again. Pure. */

/** Delays double from the first; with four tries an outage of a few seconds passes unnoticed. */
const FIRST_DELAY_SECONDS = 0.25
const MOST_TRIES = 4

/** While Xero is down, callers are told so without asking it; the span doubles with each failure in a row, up to the last. */
const FIRST_COOLDOWN_SECONDS = 2
const LAST_COOLDOWN_SECONDS = 60
/**
 * Callers are told whatever Xero asked for, but we ask again after so long: a Retry-After of 30 days has been seen, and Xero's own limits
 * by the minute are over by then.
 */
const LONGEST_RETRY_AFTER_MINUTES = 15

export interface Trouble {
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
export function delayBefore(trouble: Trouble, tries: number, secondsLeft: number, random: number): number | undefined {
  if (tries >= MOST_TRIES) return undefined
  const backOff = FIRST_DELAY_SECONDS * 2 ** (tries - 1) * (0.5 + random)
  const delay = Math.max(backOff, trouble.retryAfterIn ?? 0)
  return delay < secondsLeft ? delay : undefined
}

export interface Cooldown {
  /** For so long nobody asks Xero about this login. */
  readonly seconds: number
  /** So long callers are told to wait: as long as Xero asked. */
  readonly tellSeconds: number
}

/** @param failures in a row, at least one */
export function cooldownAfter({ retryAfterIn = 0 }: Trouble, failures: number): Cooldown {
  const backOff = Math.min(LAST_COOLDOWN_SECONDS, FIRST_COOLDOWN_SECONDS * 2 ** (failures - 1))
  const seconds = Math.max(backOff, Math.min(retryAfterIn, LONGEST_RETRY_AFTER_MINUTES * 60))
  return { seconds, tellSeconds: Math.max(seconds, retryAfterIn) }
}
