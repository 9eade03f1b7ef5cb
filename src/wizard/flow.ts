/**
 * A flow is a graph of steps. Position in it is derived from the answers, never stored, so that an edited answer cannot leave it
 * stale.
 */
import { lookUp } from '../contract/look-up.ts'
export interface Flow {
  readonly id: string
  readonly start: string
  readonly steps: Readonly<Record<string, Step>>
}

export interface Step {
  /** None: a final step. */
  readonly next: readonly Edge[]
}

/** The first edge that matches wins; without `when` it matches every answer. */
export interface Edge {
  readonly to: string
  readonly when?: string | undefined
  /** A flow to go through first. `to` is where the reader carries on afterwards. */
  readonly enter?: string | undefined
}

export interface Trail {
  /** Id of the flow. */
  readonly flow: string
  readonly path: readonly string[]
  readonly current: string
  readonly finished: boolean
  /** Where the person is inside the flow that the current step entered and that is not finished yet. */
  readonly entered?: Trail
}

/** By step id: the option's id, or `done` where there is nothing to choose. */
export type Answers = Readonly<Record<string, string>>

/** Another flow with what the same person answered in it; undefined where it is not known. */
export type ReadEntered = (flow: string) => { readonly flow: Flow; readonly answers: Answers } | undefined

export const edgeFor = (flow: Flow, step: string, answer: string): Edge | undefined =>
  readStep(flow, step).next.find(({ when }) => when === undefined || when === answer)

/**
 * Where the person is: walks the flow with their answers. Answers off the path are kept but ignored. An edge that enters another
 * flow is walked on when that flow is finished; one that cannot be read counts as finished.
 */
export function replay(flow: Flow, answers: Answers, readEntered: ReadEntered = () => undefined): Trail {
  const path: string[] = []
  for (let current = flow.start; ; ) {
    const step = readStep(flow, current)
    path.push(current)
    const answer = lookUp(answers, current)
    const edge = answer === undefined ? undefined : edgeFor(flow, current, answer)
    const here = { flow: flow.id, path, current, finished: step.next.length === 0 }
    if (edge === undefined || path.includes(edge.to)) return here
    const inner = edge.enter === undefined ? undefined : readEntered(edge.enter)
    const entered = inner && replay(inner.flow, inner.answers, (id) => (id === flow.id ? undefined : readEntered(id)))
    if (entered !== undefined && !entered.finished) return { ...here, entered }
    current = edge.to
  }
}

/**
 * The whole way that leads through one step: at each step the first edge from which the step can be reached, then the first edge of
 * each step to the end; one that enters no other flow where there is a choice. This is what a page without anybody's answers shows.
 * Pages along one way show the same way, so that their numbers rise from page to page.
 *
 * @throws RangeError when no way leads to the step
 */
export function planThrough(flow: Flow, target: string): readonly string[] {
  const way = wayTo(flow, flow.start, target, new Set())
  if (way === undefined) throw new RangeError(`flow "${flow.id}" has no way to step "${target}"`)
  const path = [...way]
  for (let next = plainFirst(flow, target)[0]; next !== undefined && !path.includes(next.to); ) {
    path.push(next.to)
    next = plainFirst(flow, next.to)[0]
  }
  return path
}

/** @param tried steps from which the target was looked for already */
function wayTo(flow: Flow, step: string, target: string, tried: Set<string>): readonly string[] | undefined {
  if (step === target) return [step]
  tried.add(step)
  for (const { to } of plainFirst(flow, step)) {
    const rest = tried.has(to) ? undefined : wayTo(flow, to, target, tried)
    if (rest !== undefined) return [step, ...rest]
  }
  return undefined
}

/** Where a flow carries on after another one, as its edges say. */
export interface Return {
  readonly flow: string
  readonly step: string
}

/** Every place that readers of a flow may have come from and return to, each once. */
export const findReturns = (flows: readonly Flow[], entered: string): readonly Return[] => [
  ...new Map(
    flows.flatMap((flow) =>
      Object.values(flow.steps).flatMap(({ next }) =>
        next.flatMap(({ enter, to }) => (enter === entered ? [[`${flow.id}/${to}`, { flow: flow.id, step: to }] as const] : [])),
      ),
    ),
  ).values(),
]

/** In their order, those that enter another flow last. */
const plainFirst = (flow: Flow, step: string): readonly Edge[] =>
  readStep(flow, step).next.toSorted((a, b) => Number(a.enter !== undefined) - Number(b.enter !== undefined))

function readStep(flow: Flow, id: string): Step {
  const step = lookUp(flow.steps, id)
  if (step === undefined) throw new RangeError(`flow "${flow.id}" has no step "${id}"`)
  return step
}
