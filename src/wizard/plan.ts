/** Whole ways through a flow, from its start to an end: what a page lists. */
import { lookUp } from '../contract/look-up.ts'
import { type Answers, answersOn, type Edge, edgeFor, type Flow, readStep } from './flow.ts'
import { DONE } from './progress.ts'

/**
 * The whole way that leads through one step: at each step the first edge from which the step can be reached, then the first edge of
 * each step to the end; one for everyone before one for some, and one that enters no other flow where there is a choice. This is what a
 * page without anybody's answers shows. Pages along one way show the same way, so that their numbers rise from page to page.
 *
 * @throws RangeError when no way leads to the step
 */
export function planThrough(flow: Flow, target: string): readonly string[] {
  const way = wayTo(flow, target)
  if (way === undefined) throw new RangeError(`flow "${flow.id}" has no way to step "${target}"`)
  return goOn(way, (step) => firstFor(flow, step))
}

/**
 * One reader's whole way: by their answers as far as they go, then as for everyone.
 *
 * @returns undefined when it does not lead through the step
 */
export function ownWay(flow: Flow, through: string, answers: Answers): readonly string[] | undefined {
  const way = goOn([flow.start], (step, path) => {
    const first = firstFor(flow, step)
    return edgeFor(flow, step, lookUp(answers, step) ?? first?.when ?? DONE, answersOn(path, answers)) ?? first
  })
  return way.includes(through) ? way : undefined
}

/** @param assumed answers that the way has to have; undefined where none leads to the target */
export const wayTo = (flow: Flow, target: string, assumed: Answers = {}): readonly string[] | undefined =>
  search(
    flow,
    target,
    { path: [flow.start], chosen: {} },
    {
      assumed,
      asked: new Set([...askedOf(flow), ...Object.keys(assumed)]),
      tried: new Set(),
    },
  )

interface Walked {
  readonly path: readonly string[]
  /** Of the steps that an edge asks about. */
  readonly chosen: Answers
}

interface Search {
  readonly assumed: Answers
  readonly asked: ReadonlySet<string>
  /** From where, and with what chosen, the target was looked for already. */
  readonly tried: Set<string>
}

function search(flow: Flow, target: string, { path, chosen }: Walked, how: Search): readonly string[] | undefined {
  const step = path.at(-1) ?? flow.start
  if (step === target) return Object.keys(how.assumed).every((id) => path.includes(id)) ? path : undefined
  const key = JSON.stringify([step, chosen])
  if (how.tried.has(key)) return undefined
  how.tried.add(key)
  const assumed = lookUp(how.assumed, step)
  for (const { to, when, given } of inOrder(readStep(flow, step).next)) {
    if (path.includes(to) || (given !== undefined && lookUp(chosen, given.step) !== given.answer)) continue
    if (assumed !== undefined && when !== undefined && when !== assumed) continue
    const now = how.asked.has(step) ? { ...chosen, [step]: assumed ?? when ?? DONE } : chosen
    const found = search(flow, target, { path: [...path, to], chosen: now }, how)
    if (found !== undefined) return found
  }
  return undefined
}

const askedOf = ({ steps }: Flow): ReadonlySet<string> =>
  new Set(Object.values(steps).flatMap(({ next }) => next.flatMap(({ given }) => given?.step ?? [])))

function goOn(start: readonly string[], nextOf: (step: string, path: readonly string[]) => Edge | undefined): readonly string[] {
  const path = [...start]
  for (let next = nextOf(path.at(-1) ?? '', path); next !== undefined && !path.includes(next.to); next = nextOf(next.to, path)) {
    path.push(next.to)
  }
  return path
}

/** Where everyone goes on to who has not answered the step. */
const firstFor = (flow: Flow, step: string): Edge | undefined =>
  inOrder(readStep(flow, step).next).find(({ given }) => given === undefined)

/** For everyone before those for some, and those that enter another flow last. */
const inOrder = (next: readonly Edge[]): readonly Edge[] => next.toSorted((a, b) => rank(a) - rank(b))
const rank = ({ enter, given }: Edge): number => (enter ? 2 : 0) + (given ? 1 : 0)
