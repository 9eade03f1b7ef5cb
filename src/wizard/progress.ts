import { lookUp } from '../contract/look-up.ts'
import type { Answers, Return } from './flow.ts'

/** What one reader has done in one flow. */
export interface Progress {
  readonly answers: Answers
  /** Ids of steps whose page was opened, each once, in the order of the first opening. */
  readonly visited: readonly string[]
  /** Where to carry on when this flow is finished: the flow that the reader came from, at the step after the one that led here. */
  readonly carryOn?: Return
  /** How often Xero refused a code on a step, by step, until it accepted one. */
  readonly refused?: Readonly<Record<string, number>>
}

export type ProgressEvent =
  | { readonly type: 'visited'; readonly step: string }
  | { readonly type: 'answered'; readonly step: string; readonly answer: string }
  /** The reader says that Xero refused the code of this step. */
  | { readonly type: 'refused'; readonly step: string }
  /** Known to be done without the reader saying so, such as by coming back from Xero with a connection. */
  | { readonly type: 'proved'; readonly steps: readonly string[] }
  /** Known not to hold any more, such as after a disconnect. */
  | { readonly type: 'undone'; readonly steps: readonly string[] }
  /** Came here from another flow. */
  | { readonly type: 'entered'; readonly carryOn: Return }
  /** Went back to it. */
  | { readonly type: 'left' }

export const NO_PROGRESS: Progress = { answers: {}, visited: [] }

/** Answer of a step that asks nothing. */
export const DONE = 'done'

/** The only writer of answers. A proof never overwrites what the reader answered. */
export function reduce(progress: Progress, event: ProgressEvent): Progress {
  switch (event.type) {
    case 'visited':
      return progress.visited.includes(event.step) ? progress : { ...progress, visited: [...progress.visited, event.step] }
    case 'answered':
      return { ...withoutRefusals(progress, event.step), answers: { ...progress.answers, [event.step]: event.answer } }
    case 'refused':
      return { ...progress, refused: { ...progress.refused, [event.step]: refusalsOf(progress, event.step) + 1 } }
    case 'proved':
      return { ...progress, answers: { ...Object.fromEntries(event.steps.map((step) => [step, DONE])), ...progress.answers } }
    case 'undone':
      return {
        ...progress,
        answers: Object.fromEntries(Object.entries(progress.answers).filter(([step]) => !event.steps.includes(step))),
        visited: progress.visited.filter((step) => !event.steps.includes(step)),
      }
    case 'entered':
      return { ...progress, carryOn: event.carryOn }
    case 'left': {
      const { carryOn: _, ...rest } = progress
      return rest
    }
  }
}

export const refusalsOf = ({ refused }: Progress, step: string): number => lookUp(refused, step) ?? 0

function withoutRefusals(progress: Progress, step: string): Progress {
  const { refused, ...rest } = progress
  if (refused === undefined) return progress
  const others = Object.entries(refused).filter(([id]) => id !== step)
  return others.length === 0 ? rest : { ...rest, refused: Object.fromEntries(others) }
}

/** What two records of one flow hold together; where they disagree, the newer one counts. */
export const join = (older: Progress, newer: Progress): Progress => ({
  ...older,
  ...newer,
  answers: { ...older.answers, ...newer.answers },
  visited: [...new Set([...older.visited, ...newer.visited])],
})
