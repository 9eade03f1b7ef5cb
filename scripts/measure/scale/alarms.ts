/** What the alarms of many logins ask of Xero, minute by minute, by the very rules that the Worker sets them by. Pure. */
import { LOOK_REPEAT_SECONDS, nextLookAt } from '../../../functions/grant/daily-schedule.ts'
import { repeatIn } from '../../../functions/objects/repeat.ts'
import { add, type Calls, MINUTE, START, TRIES } from './calls.ts'
import { addRunLooks, type Runs } from './run-looks.ts'

export interface Scene {
  readonly logins: number
  /** All of them connect within so many seconds. */
  readonly connectWithin: number
  readonly days: number
  /** Xero is out of order from then on, in seconds from the start. */
  readonly outage?: { readonly from: number; readonly seconds: number }
  readonly runs?: readonly Runs[]
}

/**
 * A look reads the list of connections, one organisation, and what the login may do there; a repeated look leaves out the last. Most looks
 * also refresh, since a token lives half an hour.
 */
const API_CALLS = 3
const REPEATED_API_CALLS = 2
const TOKEN_CALLS = 1
export function simulateAlarms({ logins, connectWithin, days, outage, runs = [] }: Scene, random: () => number): Calls {
  const end = days * 86_400
  const calls = { api: new Uint32Array(end / MINUTE), token: new Uint32Array(end / MINUTE) }
  const isDown = (at: number) => outage !== undefined && at >= outage.from && at < outage.from + outage.seconds
  for (let count = 0; count < logins; count += 1) {
    const login = nameOf(random)
    const next = (at: number) => nextLookAt(login, START + at, random()) - START
    let failures = 0
    for (let at = next(random() * connectWithin); at < end; ) {
      const minute = Math.floor(at / MINUTE)
      if (isDown(at)) {
        failures += 1
        add(calls.token, minute, TRIES)
        at += repeatIn(failures, random(), LOOK_REPEAT_SECONDS)
      } else {
        add(calls.token, minute, TOKEN_CALLS)
        add(calls.api, minute, failures > 0 ? REPEATED_API_CALLS : API_CALLS)
        failures = 0
        at = next(at)
      }
    }
  }
  for (const some of runs) addRunLooks(calls, some, isDown, random)
  return calls
}

/** As Xero names logins. */
export function nameOf(random: () => number): string {
  const hex = () =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  const [a, b, c, d] = [hex(), hex(), hex(), hex()]
  return `${a}-${b.slice(4)}-4${b.slice(1, 4)}-a${c.slice(5)}-${c.slice(0, 4)}${d}`
}

/** The same numbers for the same seed (mulberry32). @returns a source of numbers from 0 to 1 */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
