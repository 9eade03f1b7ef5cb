/** When a login looks at Xero by itself. Pure. */

/** About daily, as Xero asks of its partners (xero.md §2.5). The spread keeps a million logins from coming at once. */
const HEALTH_EVERY_SECONDS = 86_400
const HEALTH_SPREAD_SECONDS = 4 * 3600

/** @param random from 0 to 1 @returns Unix seconds: a day from now, give or take two hours */
export const nextHealthAt = (at: number, random: number): number =>
  Math.round(at + HEALTH_EVERY_SECONDS + (random - 0.5) * HEALTH_SPREAD_SECONDS)
