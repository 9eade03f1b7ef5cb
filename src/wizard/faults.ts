import { lookUp } from '../contract/look-up.ts'
import type { Edge, Flow } from './flow.ts'
import { findGivenFaults, type GivenFault } from './given-faults.ts'
import { DONE } from './progress.ts'

/** What a step asks, whether a flow may end there, and how many problem pages it leads to. */
interface StepFact {
  readonly options?: readonly string[]
  readonly final: boolean
  readonly problems: number
}

/** By step id; a step without words is absent. */
export type StepFacts = Readonly<Record<string, StepFact>>

export type Fault =
  | GivenFault
  /** An edge, or the start, leads to a step the flow does not have. */
  | { readonly kind: 'missing-step'; readonly step: string; readonly from?: string }
  /** The flow uses a step that nobody has written. */
  | { readonly kind: 'missing-words'; readonly step: string }
  /** No way leads from the start to the step. */
  | { readonly kind: 'orphan'; readonly step: string }
  | { readonly kind: 'cycle'; readonly path: readonly string[] }
  /** An edge that no answer can take: it names an option the step does not offer, or an earlier edge takes every answer. */
  | { readonly kind: 'dead-branch'; readonly step: string; readonly when: string; readonly to: string }
  /** An option that no edge takes. */
  | { readonly kind: 'unanswered-option'; readonly step: string; readonly option: string }
  /** A step that leads nowhere but is no outcome, or an outcome that leads on. */
  | { readonly kind: 'wrong-end'; readonly step: string }
  /** A reader for whom something else happens has nowhere to go. */
  | { readonly kind: 'no-problem-link'; readonly step: string }
  /** An edge enters a flow that is not there, or not released. */
  | { readonly kind: 'missing-flow'; readonly step: string; readonly flow: string }
  /** An edge enters a flow that enters this one again. */
  | { readonly kind: 'enters-itself'; readonly step: string; readonly path: readonly string[] }

/**
 * Everything wrong with a flow; an empty list means that every reader reaches an outcome.
 *
 * @param others every released flow by id; this one may be among them
 */
export function findFaults(flow: Flow, facts: StepFacts, others: Readonly<Record<string, Flow>> = {}): readonly Fault[] {
  const missing = findMissing(flow)
  return [
    ...missing,
    // A way through a step that isn't there can't be looked for.
    ...(missing.length > 0 ? [] : findGivenFaults(flow, (step) => optionsOf(lookUp(facts, step)))),
    ...Object.keys(flow.steps)
      .filter((step) => lookUp(facts, step) === undefined)
      .map((step) => ({ kind: 'missing-words', step }) as const),
    ...findOrphans(flow),
    ...findCycles(flow),
    ...Object.entries(flow.steps).flatMap(([step, { next }]) => findBranchFaults(step, next, facts)),
    ...Object.entries(flow.steps).flatMap(([step, { next }]) => findEnteringFaults(flow, step, next, others)),
  ]
}

function findEnteringFaults(flow: Flow, step: string, next: readonly Edge[], others: Readonly<Record<string, Flow>>): Fault[] {
  return findEntered(next).flatMap((entered): Fault[] => {
    if (entered !== flow.id && lookUp(others, entered) === undefined) return [{ kind: 'missing-flow', step, flow: entered }]
    const path = wayInto(entered, flow.id, others, [flow.id])
    return path === undefined ? [] : [{ kind: 'enters-itself', step, path }]
  })
}

/** The flows that lead from one into another by entering, both ends included. */
function wayInto(
  from: string,
  to: string,
  flows: Readonly<Record<string, Flow>>,
  open: readonly string[],
): readonly string[] | undefined {
  if (from === to) return [...open, from]
  if (open.includes(from)) return undefined
  const inside = Object.values(lookUp(flows, from)?.steps ?? {}).flatMap(({ next }) => findEntered(next))
  return inside.map((id) => wayInto(id, to, flows, [...open, from])).find((path) => path !== undefined)
}

const findEntered = (next: readonly Edge[]): readonly string[] => [
  ...new Set(next.flatMap(({ enter }) => (enter === undefined ? [] : [enter]))),
]

function findMissing(flow: Flow): Fault[] {
  const faults: Fault[] = flow.start in flow.steps ? [] : [{ kind: 'missing-step', step: flow.start }]
  for (const [from, { next }] of Object.entries(flow.steps)) {
    for (const { to } of next) if (!(to in flow.steps)) faults.push({ kind: 'missing-step', step: to, from })
  }
  return faults
}

function findOrphans(flow: Flow): Fault[] {
  const reached = new Set([flow.start])
  for (const step of reached) for (const { to } of lookUp(flow.steps, step)?.next ?? []) reached.add(to)
  return Object.keys(flow.steps)
    .filter((step) => !reached.has(step))
    .map((step) => ({ kind: 'orphan', step }))
}

/** Depth first; a step met again while it is still open closes a cycle. Each cycle is reported once. */
function findCycles(flow: Flow): Fault[] {
  const faults: Fault[] = []
  const closed = new Set<string>()
  const visit = (step: string, open: readonly string[]): void => {
    if (open.includes(step)) {
      faults.push({ kind: 'cycle', path: [...open.slice(open.indexOf(step)), step] })
      return
    }
    if (closed.has(step)) return
    for (const to of new Set(lookUp(flow.steps, step)?.next.map((edge) => edge.to))) visit(to, [...open, step])
    closed.add(step)
  }
  for (const step of Object.keys(flow.steps)) visit(step, [])
  return faults
}

const optionsOf = (fact: StepFact | undefined): readonly string[] | undefined => fact && (fact.options ?? [DONE])

function findBranchFaults(step: string, next: readonly Edge[], facts: StepFacts): Fault[] {
  const fact = lookUp(facts, step)
  if (fact === undefined) return []
  const faults: Fault[] = fact.final === (next.length === 0) ? [] : [{ kind: 'wrong-end', step }]
  if (!fact.final && fact.problems === 0) faults.push({ kind: 'no-problem-link', step })
  const left = new Set(optionsOf(fact))
  for (const { to, when, given } of next) {
    const takes = when === undefined ? left.size > 0 : left.has(when)
    if (!takes) faults.push({ kind: 'dead-branch', step, when: when ?? 'else', to })
    if (given !== undefined) continue
    if (when === undefined) left.clear()
    else left.delete(when)
  }
  const isForSome = (option: string): boolean => next.some(({ when, given }) => given !== undefined && (when ?? option) === option)
  if (next.length > 0) for (const option of left) if (!isForSome(option)) faults.push({ kind: 'unanswered-option', step, option })
  return faults
}
