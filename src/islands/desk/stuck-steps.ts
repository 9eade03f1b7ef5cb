/** How many got through, by the step where they stopped or failed: only counts. */
import type { DeskStuck } from '../../contract/desk.ts'

export interface StepCount {
  readonly step: string
  /** Accounts that stopped or failed there. */
  readonly stopped: number
  /** Those of them that are connected now. */
  readonly through: number
}

/** An account counts once at each step, however often it tried. The step with the most comes first. */
export function countSteps(rows: DeskStuck['rows']): readonly StepCount[] {
  const steps = new Map<string, Map<string, boolean>>()
  for (const { step, account, state } of rows) {
    const accounts = steps.get(step) ?? new Map<string, boolean>()
    accounts.set(account, state === 'connected')
    steps.set(step, accounts)
  }
  return [...steps]
    .map(([step, accounts]) => ({ step, stopped: accounts.size, through: [...accounts.values()].filter(Boolean).length }))
    .toSorted((a, b) => b.stopped - a.stopped)
}
