import type { Finding } from './doctor.ts'
import { stepAt } from './one-time-code.ts'

/** What was said of a code, and in which 30 seconds. */
export interface Said {
  readonly finding: Finding
  readonly step: number
}

/**
 * A code that is entered once more has grown older, however right the clock is: it says no more than it did the first time.
 *
 * @param at the right time, in milliseconds
 * @returns undefined for a code that is new
 */
export function recall(before: ReadonlyMap<string, Said>, code: string, at: number): Finding | undefined {
  const said = before.get(code)
  return said?.finding.is === 'right' && said.step < stepAt(at) ? { is: 'rolled-over' } : said?.finding
}
