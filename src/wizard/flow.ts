/**
 * A flow is a graph of steps. Position in it is derived from the answers, never stored, so that an edited answer cannot leave it
 * stale.
 */
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
}

export interface Trail {
  readonly path: readonly string[]
  readonly current: string
  readonly finished: boolean
}

/** By step id: the option's id, or `done` where there is nothing to choose. */
export type Answers = Readonly<Record<string, string>>

/** Where the person is: walks the flow with their answers. Answers off the path are kept but ignored. */
export function replay(flow: Flow, answers: Answers): Trail {
  const path: string[] = []
  for (let current = flow.start; ; ) {
    const step = readStep(flow, current)
    path.push(current)
    const answer = answers[current]
    const edge = answer === undefined ? undefined : step.next.find((e) => e.when === undefined || e.when === answer)
    if (edge === undefined || path.includes(edge.to)) return { path, current, finished: step.next.length === 0 }
    current = edge.to
  }
}

/**
 * The whole way that leads through one step: the shortest way there, then the first edge of each step to the end. This is what a
 * page without anybody's answers shows.
 *
 * @throws RangeError when no way leads to the step
 */
export function planThrough(flow: Flow, target: string): readonly string[] {
  const cameFrom = new Map<string, string | undefined>([[flow.start, undefined]])
  for (const current of cameFrom.keys()) {
    for (const { to } of readStep(flow, current).next) if (!cameFrom.has(to)) cameFrom.set(to, current)
  }
  if (!cameFrom.has(target)) throw new RangeError(`flow "${flow.id}" has no way to step "${target}"`)
  const path: string[] = []
  for (let step: string | undefined = target; step !== undefined; step = cameFrom.get(step)) path.unshift(step)
  for (let next = readStep(flow, target).next[0]; next !== undefined && !path.includes(next.to); ) {
    path.push(next.to)
    next = readStep(flow, next.to).next[0]
  }
  return path
}

function readStep(flow: Flow, id: string): Step {
  const step = flow.steps[id]
  if (step === undefined) throw new RangeError(`flow "${flow.id}" has no step "${id}"`)
  return step
}
