import { lookUp } from '../contract/look-up.ts'
import { type Flow, type Return, replay, type Trail } from './flow.ts'
import type { Progress } from './progress.ts'

/**
 * Where a reader continues from the start page.
 *
 * @param own the page's flow
 * @param entered the flows that it enters, by id
 * @returns undefined for readers who have not begun, and for those who are done
 */
export function findPlace(
  own: Flow,
  entered: Readonly<Record<string, Flow>>,
  read: (flow: string) => Progress,
): Return | undefined {
  const readEntered = (id: string) => {
    const flow = lookUp(entered, id)
    return flow && { flow, answers: read(id).answers }
  }
  const { flow, path, current, finished } = innermost(replay(own, read(own.id).answers, readEntered))
  if (finished) return undefined
  if (flow !== own.id || path.length > 1) return { flow, step: current }
  return findLastSeen([own, ...Object.values(entered)], read, own.start)
}

/** For whoever came by a link to the middle of a flow: no answer leads there, but a page was opened. @param start is no place to continue from */
function findLastSeen(flows: readonly Flow[], read: (flow: string) => Progress, start: string): Return | undefined {
  for (const flow of flows) {
    const step = read(flow.id).visited.findLast((id) => id !== start && lookUp(flow.steps, id) !== undefined)
    if (step !== undefined) return lookUp(flow.steps, step)?.next.length === 0 ? undefined : { flow: flow.id, step }
  }
  return undefined
}

const innermost = (trail: Trail): Trail => (trail.entered === undefined ? trail : innermost(trail.entered))
