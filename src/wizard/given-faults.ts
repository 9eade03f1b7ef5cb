/** Faults of edges that depend on the answer at a step before. */
import { lookUp } from '../contract/look-up.ts'
import type { Flow, Given } from './flow.ts'
import { wayTo } from './plan.ts'

export type GivenFault =
  /** The flow has no such step to ask about. */
  | { readonly kind: 'unknown-earlier'; readonly step: string; readonly given: Given }
  /** The step that is asked about doesn't offer this answer. */
  | { readonly kind: 'unknown-answer'; readonly step: string; readonly given: Given }
  /** Nobody who gave this answer comes to the step. */
  | { readonly kind: 'never-given'; readonly step: string; readonly given: Given }
  /** Readers with another answer, or with none, have nowhere to go. */
  | { readonly kind: 'missing-else'; readonly step: string; readonly given: Given; readonly when?: string | undefined }

/** @param optionsOf the answers that a step offers; undefined where it has no words */
export function findGivenFaults(flow: Flow, optionsOf: (step: string) => readonly string[] | undefined): readonly GivenFault[] {
  return Object.entries(flow.steps).flatMap(([step, { next }]) =>
    next.flatMap(({ when, given }): readonly GivenFault[] => {
      if (given === undefined) return []
      const others = next.filter((edge) => edge.given === undefined)
      const isFirst = next.find((edge) => edge.given !== undefined && edge.when === when)?.given === given
      const hasElse = others.some((edge) => edge.when === undefined || edge.when === when)
      const missing = isFirst && !hasElse ? [{ kind: 'missing-else', step, given, when } as const] : []
      if (lookUp(flow.steps, given.step) === undefined) return [{ kind: 'unknown-earlier', step, given }, ...missing]
      if (optionsOf(given.step)?.includes(given.answer) === false) return [{ kind: 'unknown-answer', step, given }, ...missing]
      return canBeGiven(flow, step, given) ? missing : [{ kind: 'never-given', step, given }, ...missing]
    }),
  )
}

const canBeGiven = (flow: Flow, step: string, { step: earlier, answer }: Given): boolean =>
  step !== earlier && wayTo(flow, step, { [earlier]: answer }) !== undefined
