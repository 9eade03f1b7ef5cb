/** When Xero is looked at before a billing run. Pure. Times are Unix seconds. */
import { spreadOf } from '../objects/spread.ts'

const HOUR_SECONDS = 3600
/** The first look leaves a working day to mend what it finds. Accounts that bill at the same moment spread over the two hours before it. */
const FIRST = { before: 24 * HOUR_SECONDS, spread: 2 * HOUR_SECONDS }
/** The last look comes within the hour, so that no run begins on a connection that has been dead for longer unnoticed. */
const LAST = { before: 20 * 60, spread: 40 * 60 }
/** Runs that are announced late, in a list, are not all looked at in the same second. */
const LATE_SPREAD_SECONDS = 600
/** When Xero doesn't answer: no sooner than this, and otherwise when half of the time that is left has passed. */
const FIRST_REPEAT_SECONDS = 1800
const LAST_REPEAT_SECONDS = 300
/** Until then an unanswered look is repeated; afterwards miBilling hears that nobody knows. */
const LEAST_NOTICE_SECONDS = 600

const lookAt = (account: string, runAt: number, { before, spread }: typeof FIRST): number =>
  runAt - before - Math.floor(spreadOf(account) * spread)

/** @returns the looks at a run that is announced now, in their order. Where the first is already past, one is made within ten minutes. */
export function looksBefore(account: string, runAt: number, at: number): number[] {
  const [first, last] = [lookAt(account, runAt, FIRST), lookAt(account, runAt, LAST)]
  if (first >= at) return [first, last]
  const late = at + Math.floor(spreadOf(account) * Math.min(LATE_SPREAD_SECONDS, (runAt - at) / 2))
  return late < last ? [late, last] : [late]
}

/** @returns what follows a look that was made now: the last look, or the run itself */
export function momentAfterLook(account: string, runAt: number, at: number): number {
  const last = lookAt(account, runAt, LAST)
  return last > at ? last : runAt
}

/**
 * The more time is left, the later: if it were sooner, the looks of a day and more would come at once when Xero is back (`npm run simulate`).
 *
 * @returns when an unanswered look is repeated, never later than the last look; undefined when it is too late for that
 */
export function repeatOf(account: string, runAt: number, at: number): number | undefined {
  const last = lookAt(account, runAt, LAST)
  const isLast = at >= last
  const left = (isLast ? runAt - LEAST_NOTICE_SECONDS : last) - at
  if (left <= 0) return undefined
  const repeat = at + Math.max(isLast ? LAST_REPEAT_SECONDS : FIRST_REPEAT_SECONDS, Math.ceil(left / 2))
  return isLast ? repeat : Math.min(repeat, last)
}
