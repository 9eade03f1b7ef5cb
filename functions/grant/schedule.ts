/** When a login looks at Xero by itself. Pure. */
import { SAMPLE } from '../incident/brake.ts'

/** About daily, as Xero advises (xero.md §2.5). */
const DAY_SECONDS = 86_400
/** A consent or a look so short a time ago is proof enough. */
const LEAST_SECONDS = 2 * 3600
/** How soon a look is repeated that Xero did not answer; were it sooner, all that waited would come at once when Xero is back (`npm run simulate`). */
export const HEALTH_REPEAT_SECONDS = 1800
/** How soon a second opinion is asked for again that could not be had: well within the half hour in which Xero still takes the previous token. */
const OPINION_REPEAT_SECONDS = 1200
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

/** A login that died is asked again after an hour and after a day: by then trouble at Xero, or with our settings, has shown itself. */
const OPINIONS_AFTER_SECONDS = [3600, DAY_SECONDS] as const

/** @returns when a login that died is asked again, as Unix seconds; undefined when it has been asked often enough */
export const nextOpinionAt = (diedAt: number, at: number): number | undefined =>
  OPINIONS_AFTER_SECONDS.map((seconds) => diedAt + seconds).find((moment) => moment > at)

/** @param random from 0 to 1 @returns when a second opinion that could not be had is asked for again */
export const opinionRepeatAt = (at: number, random: number): number => Math.round(at + OPINION_REPEAT_SECONDS * (0.75 + random / 2))

/** @returns whether this login tells the app's count of logins that it lives */
export const isSampled = (login: string): boolean => slotOf(login) % SAMPLE === 0

/** FNV-1a: spreads names evenly. @returns a second of the day */
function slotOf(login: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < login.length; at += 1) hash = Math.imul(hash ^ login.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % DAY_SECONDS
}
