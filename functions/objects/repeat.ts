/** When a task is repeated. Pure. */

/** A task that failed or was interrupted is repeated after this long; the wait doubles with each failure in a row, up to the longest. */
const FIRST_REPEAT_SECONDS = 60
const LAST_REPEAT_SECONDS = 6 * 3600

/**
 * @param failures in a row, at least one
 * @param random from 0 to 1: spreads objects that failed together
 * @returns seconds
 */
export const repeatIn = (failures: number, random: number, first = FIRST_REPEAT_SECONDS): number =>
  Math.round(Math.min(LAST_REPEAT_SECONDS, first * 2 ** (failures - 1)) * (0.75 + random / 2))
