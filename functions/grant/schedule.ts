/** When a login looks at Xero by itself. Pure. */

/** About daily, as Xero advises (xero.md §2.5). */
const DAY_SECONDS = 86_400
/** A consent or a look so short a time ago is proof enough. */
const LEAST_SECONDS = 2 * 3600
/** How soon a look is repeated that Xero did not answer; were it sooner, all that waited would come at once when Xero is back (`npm run simulate`). */
export const HEALTH_REPEAT_SECONDS = 1800
/** Logins of the same second part. */
const JITTER_SECONDS = 600

/**
 * Each login has a time of day of its own, made of its name. However many connect within one hour, or come back together after an
 * outage, the looks of a million logins are spread over the day, and stay within Xero's limit for all of an app's calls.
 *
 * @param login its `xero_userid`
 * @param random from 0 to 1
 * @returns Unix seconds, between two hours and a day and some minutes after `at`
 */
export function nextHealthAt(login: string, at: number, random: number): number {
  const least = at + LEAST_SECONDS
  const wait = (slotOf(login) - (least % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS
  return Math.round(least + wait + random * JITTER_SECONDS)
}

/** FNV-1a: spreads names evenly. @returns a second of the day */
function slotOf(login: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < login.length; at += 1) hash = Math.imul(hash ^ login.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % DAY_SECONDS
}
