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
  /** Only for readers who gave this answer at a step before. An edge without it stands behind, for everyone else. */
  readonly given?: Given | undefined
  /** A flow to go through first. `to` is where the reader carries on afterwards. */
  readonly enter?: string | undefined
}

export interface Given {
  readonly step: string
  readonly answer: string
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

/** @param earlier answers of the steps that the reader came through; without any, the edge that is right for everyone */
export const edgeFor = (flow: Flow, step: string, answer: string, earlier: Answers = {}): Edge | undefined =>
  readStep(flow, step).next.find(
    ({ when, given }) =>
      (when === undefined || when === answer) && (given === undefined || lookUp(earlier, given.step) === given.answer),
  )

/** Every way that one answer may lead, by earlier answers; the last one is for everyone. */
export const findWays = (flow: Flow, step: string, answer: string): readonly Edge[] => {
  const edges = readStep(flow, step).next.filter(({ when }) => when === undefined || when === answer)
  const last = edges.findIndex(({ given }) => given === undefined)
  return last === -1 ? edges : edges.slice(0, last + 1)
}

/** What a reader answered at steps of their way, without what they answered on another one. */
export const answersOn = (path: readonly string[], answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([step]) => path.includes(step)))

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
    const edge = answer === undefined ? undefined : edgeFor(flow, current, answer, answersOn(path, answers))
    const here = { flow: flow.id, path, current, finished: step.next.length === 0 }
    if (edge === undefined || path.includes(edge.to)) return here
    const inner = edge.enter === undefined ? undefined : readEntered(edge.enter)
    const entered = inner && replay(inner.flow, inner.answers, (id) => (id === flow.id ? undefined : readEntered(id)))
    if (entered !== undefined && !entered.finished) return { ...here, entered }
    current = edge.to
  }
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

/** @throws RangeError when the flow has no such step */
export function readStep(flow: Flow, id: string): Step {
  const step = lookUp(flow.steps, id)
  if (step === undefined) throw new RangeError(`flow "${flow.id}" has no step "${id}"`)
  return step
}
