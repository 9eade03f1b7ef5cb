/** `exact` and `near`: codes work. `edge`: some may not. `off`: none does. */
type ClockGrade = 'exact' | 'near' | 'edge' | 'off'

export interface ClockReading {
  readonly grade: ClockGrade
  readonly direction: 'slow' | 'fast'
  /** In `unit`, rounded. */
  readonly amount: number
  readonly unit: 'second' | 'minute' | 'hour' | 'day'
}

/** A code lasts this long; one step early or late is what servers usually allow (RFC 6238 §5.2; xero.md §9). */
const STEP_SECONDS = 30
/** From how many seconds on the next larger unit is said, and how long that is. A person mends all of them the same way. */
const UNITS = [
  ['day', 86_400, 2 * 86_400],
  ['hour', 3_600, 2 * 3_600],
  ['minute', 60, 601],
  ['second', 1, 0],
] as const

/** Milliseconds. What is known less well isn't shown: with half a second of rounding, the number is at most one second off. */
export const SHOWN_WITHIN = 500

/** @param offset in milliseconds, negative where the clock is slow */
export function readClock(offset: number): ClockReading {
  const seconds = Math.abs(offset) / 1000
  const [unit, length] = UNITS.find(([, , from]) => seconds >= from) ?? UNITS[3]
  const amount = Math.round(seconds / length)
  const whole = Math.round(seconds)
  const grade = whole === 0 ? 'exact' : whole < STEP_SECONDS ? 'near' : whole < 2 * STEP_SECONDS ? 'edge' : 'off'
  return { grade, direction: offset < 0 ? 'slow' : 'fast', amount, unit }
}
