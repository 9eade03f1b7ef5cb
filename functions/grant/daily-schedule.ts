/** When a login takes its daily look at Xero. Pure. */
import { SAMPLE } from '../incident/circuit-breaker.ts'
import { spreadOf } from '../objects/spread.ts'

/** Xero advises a light call about once a day to learn whether a connection is still there. */
const DAY_SECONDS = 86_400
/** A consent or a look this recent is proof enough. */
const LEAST_SECONDS = 2 * 3600
/** How soon a look is repeated when Xero didn't answer. If it were sooner, every login would come at once when Xero is back (`npm run simulate`). */
export const LOOK_REPEAT_SECONDS = 3600
/** How soon a second opinion is asked for again when there was no answer: well within the half hour in which Xero still takes the previous token. */
const OPINION_REPEAT_SECONDS = 1200
/** Spreads logins that share a second. */
const JITTER_SECONDS = 600

/**
 * Each login has its own time of day, derived from its name. However many connect within one hour, or come back together after an
 * outage, the looks of a million logins spread over the day and stay within Xero's limit for an app.
 *
 * @param login its `xero_userid`
 * @param random from 0 to 1
 * @returns Unix seconds, between two hours and a day and some minutes after `at`
 */
export function nextLookAt(login: string, at: number, random: number): number {
  const least = at + LEAST_SECONDS
  const wait = (slotOf(login) - (least % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS
  return Math.round(least + wait + random * JITTER_SECONDS)
}

/** Xero is asked about a dead login again after an hour and after a day: by then a failure at Xero, or in our settings, has shown itself. */
const OPINIONS_AFTER_SECONDS = [3600, DAY_SECONDS] as const

/** @returns when Xero is asked about a dead login again, as Unix seconds; undefined when it was asked often enough */
export const nextOpinionAt = (diedAt: number, at: number): number | undefined =>
  OPINIONS_AFTER_SECONDS.map((seconds) => diedAt + seconds).find((moment) => moment > at)

/** @param random from 0 to 1 @returns when to ask again for a second opinion that wasn't answered */
export const opinionRepeatAt = (at: number, random: number): number => Math.round(at + OPINION_REPEAT_SECONDS * (0.75 + random / 2))

/** @returns whether this login is part of the sample that counts living logins */
export const isSampled = (login: string): boolean => slotOf(login) % SAMPLE === 0

/** @returns a second of the day */
const slotOf = (login: string): number => Math.floor(spreadOf(login) * DAY_SECONDS)
