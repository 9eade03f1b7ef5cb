import { z } from 'astro/zod'
import { lookUp } from '../contract/look-up.ts'
import type { Edge } from '../wizard/flow.ts'
import { id, line } from './text.ts'

/** Edge of `next` that takes every answer not named before it. */
const ELSE = 'else'

// biome-ignore lint/suspicious/noThenProperty: a writer's word; nothing awaits a flow's edge.
const entering = z.strictObject({ enter: id, then: id })
/** A step id, or another flow to go through first and the step to carry on with. */
const target = z.union([id, entering], 'must be a step id, or { enter: <flow>, then: <step> }')
type Target = z.output<typeof target>

const step = z.strictObject({
  /** Absent where the flow ends. */
  next: z
    .union([id, z.record(id, target)], 'must be a step id, or for each option a step id or { enter: <flow>, then: <step> }')
    .optional(),
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

function toEdges(next: string | Readonly<Record<string, Target>> | undefined): readonly Edge[] {
  if (next === undefined) return []
  if (typeof next === 'string') return [{ to: next }]
  return Object.entries(next).map(([when, goal]) => ({
    ...(typeof goal === 'string' ? { to: goal } : { to: goal.then, enter: goal.enter }),
    ...(when === ELSE ? {} : { when }),
  }))
}

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
