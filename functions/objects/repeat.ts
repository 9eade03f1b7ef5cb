/** When a task is done again. Pure. */

/** A task that failed, or was cut short, is done again after so long; the span doubles with each failure in a row, up to the last. */
const FIRST_REPEAT_SECONDS = 60
const LAST_REPEAT_SECONDS = 6 * 3600

/**
 * @param failures in a row, at least one
 * @param random from 0 to 1: spreads objects that failed together
 * @returns seconds
 */
export const repeatIn = (failures: number, random: number, first = FIRST_REPEAT_SECONDS): number =>
  Math.round(Math.min(LAST_REPEAT_SECONDS, first * 2 ** (failures - 1)) * (0.75 + random / 2))
