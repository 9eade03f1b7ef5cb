import { z } from 'astro/zod'
import type { Edge } from '../wizard/flow.ts'
import { id, line } from './text.ts'

/** Edge of `next` that takes every answer not named before it. */
const ELSE = 'else'

const step = z
  .strictObject({
    /** A step id, or a step id for each option; absent where the flow ends. */
    next: z.union([id, z.record(id, id)], 'must be a step id, or a step id for each option').optional(),
  })
  .transform(({ next }) => ({ next: toEdges(next) }))

function toEdges(next: string | Record<string, string> | undefined): readonly Edge[] {
  if (next === undefined) return []
  if (typeof next === 'string') return [{ to: next }]
  return Object.entries(next).map(([when, to]) => (when === ELSE ? { to } : { to, when }))
}

export const flowSchema = z.discriminatedUnion(
  'status',
  [
    z.strictObject({
      status: z.literal('released'),
      title: line(60),
      summary: line(200),
      start: id,
      steps: z.record(id, step),
    }),
    /** Named on the start page, without an address. */
    z.strictObject({ status: z.literal('being-written'), title: line(60), summary: line(200) }),
  ],
  { error: 'status must be released or being-written' },
)

export type FlowContent = z.output<typeof flowSchema>
