import { z } from 'astro/zod'
import { lookUp } from '../contract/look-up.ts'
import type { Edge } from '../wizard/flow.ts'
import { id, line } from './text.ts'

/** Edge of `next` that takes every answer not named before it. */
const ELSE = 'else'

// biome-ignore lint/suspicious/noThenProperty: a writer's word; nothing awaits a flow's edge.
const entering = z.strictObject({ enter: id, then: id })
/** A step id, or another flow to go through first and the step to carry on with. */
const goal = z.union([id, entering])
type Goal = z.output<typeof goal>

/** Names the step before whose answers the others are. */
const BY = 'by'
const TARGETS = 'a step id, { enter: <flow>, then: <step> } or { by: <step before>, <its answer>: <step>, else: <step> }'
const byEarlier = z.record(id, goal).refine((goals) => typeof goals[BY] === 'string', `must be ${TARGETS}`)
const target = z.union([goal, byEarlier], `must be ${TARGETS}`)
type Target = z.output<typeof target>
type Targets = Readonly<Record<string, Target>>

const isGoal = (led: Target): led is Goal => typeof led === 'string' || !(BY in led)
const targets = z
  .record(id, target)
  .refine((written) => !(BY in written) || Object.values(written).every(isGoal), 'goes by one step before at a time')

const step = z.strictObject({
  /** Absent where the flow ends. */
  next: z.union([id, targets], `must be a step id, or for each option ${TARGETS}`).optional(),
})

/** In their order. One without anything behind its colon leads to the one below it. */
const steps = z.record(id, step.nullable()).transform((written, context) => {
  const ids = Object.keys(written)
  const last = ids.at(-1)
  if (last !== undefined && lookUp(written, last) === null) {
    context.addIssue({ code: 'custom', path: [last], message: 'has no step below it to lead to; write {} where the flow ends' })
  }
  return Object.fromEntries(
    Object.entries(written).map(([name, words], at) => [name, { next: toEdges(words === null ? ids[at + 1] : words.next) }]),
  )
})

function toEdges(next: string | Targets | undefined): readonly Edge[] {
  if (next === undefined) return []
  if (typeof next === 'string') return [{ to: next }]
  if (BY in next) return byAnswer(next)
  return Object.entries(next).flatMap(([when, led]) => {
    const own = when === ELSE ? {} : { when }
    return (isGoal(led) ? [leadTo(led)] : byAnswer(led)).map((edge) => ({ ...edge, ...own }))
  })
}

/** Those for one answer each first, wherever the one for everyone else is written. */
function byAnswer({ [BY]: before, ...goals }: Targets): readonly Edge[] {
  const edges = Object.entries(goals).flatMap(([answer, led]) => {
    const given = answer === ELSE ? {} : { given: { step: String(before), answer } }
    return isGoal(led) ? [{ ...leadTo(led), ...given }] : []
  })
  return edges.toSorted((a, b) => Number(a.given === undefined) - Number(b.given === undefined))
}

const leadTo = (led: Goal): Edge => (typeof led === 'string' ? { to: led } : { to: led.then, enter: led.enter })

/** Titles of the parts that the list of steps folds into, each under the step that it begins with. At most five. */
const chapters = z
  .record(id, line(40))
  .refine((titles) => Object.keys(titles).length <= 5, 'has more than five chapters')
  .default({})
const words = { title: line(60), summary: line(200), chapters }
const common = {
  ...words,
  /** By language, without the first. */
  translations: z.record(id, z.strictObject(words)).default({}),
}

export const flowSchema = z.discriminatedUnion(
  'status',
  [
    z.strictObject({ ...common, status: z.literal('released'), start: id, steps }),
    /** Named on the start page, without an address. Its steps may be there already; nobody is led to them. */
    z.strictObject({ ...common, status: z.literal('being-written'), start: id.optional(), steps: steps.optional() }),
  ],
  { error: 'must be released or being-written' },
)

export type FlowContent = z.output<typeof flowSchema>
