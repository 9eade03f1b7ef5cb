/** What the looks before billing runs ask of Xero, minute by minute, by the very rules that the Worker sets them by. Pure. */
import { looksBefore, momentAfterLook, repeatOf } from '../../../functions/account/run-schedule.ts'
import { add, type Calls, MINUTE, START, TRIES } from './calls.ts'

/** Billing runs that were announced long before. */
export interface Runs {
  readonly accounts: number
  /** The first moment of a run, in seconds from the start. */
  readonly from: number
  /** Over how many whole hours they are spread; all at the same moment without. */
  readonly hours?: number
}

/** The list of connections, the organisation, and what the login may do there. A bookkeeper's login is asked once for each account. */
const API_CALLS = 3
/** The last look is half an hour and more after any other call. */
const TOKEN_CALLS = 1

export function addRunLooks(
  calls: Calls,
  { accounts, from, hours = 1 }: Runs,
  isDown: (at: number) => boolean,
  random: () => number,
): void {
  for (let count = 0; count < accounts; count += 1) {
    const account = `account-${Math.floor(random() * 1e9)}`
    const runAt = START + from + Math.floor(random() * hours) * 3600
    let [at = runAt] = looksBefore(account, runAt, 0)
    while (at < runAt) {
      const minute = Math.floor((at - START) / MINUTE)
      const isAnswered = !isDown(at - START)
      add(calls.token, minute, isAnswered ? TOKEN_CALLS : TRIES)
      if (isAnswered) add(calls.api, minute, API_CALLS)
      at = (isAnswered ? undefined : repeatOf(account, runAt, at)) ?? momentAfterLook(account, runAt, at)
    }
  }
}
