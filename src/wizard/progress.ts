import type { Answers } from './flow.ts'

/** What one reader has done in one flow. */
export interface Progress {
  readonly answers: Answers
  /** Ids of steps whose page was opened, each once, in the order of the first visit. */
  readonly visited: readonly string[]
}

export type ProgressEvent =
  | { readonly type: 'visited'; readonly step: string }
  | { readonly type: 'answered'; readonly step: string; readonly answer: string }
  /** Known to be done without the reader saying so, such as by coming back from Xero with a connection. */
  | { readonly type: 'proved'; readonly steps: readonly string[] }
  /** Known not to hold any more, such as after a disconnect. */
  | { readonly type: 'undone'; readonly steps: readonly string[] }

export const NO_PROGRESS: Progress = { answers: {}, visited: [] }

/** Answer of a step that asks nothing. */
export const DONE = 'done'

/** The only writer of answers. A proof never overwrites what the reader answered. */
export function reduce(progress: Progress, event: ProgressEvent): Progress {
  switch (event.type) {
    case 'visited':
      return progress.visited.includes(event.step) ? progress : { ...progress, visited: [...progress.visited, event.step] }
    case 'answered':
      return { ...progress, answers: { ...progress.answers, [event.step]: event.answer } }
    case 'proved':
      return { ...progress, answers: { ...Object.fromEntries(event.steps.map((step) => [step, DONE])), ...progress.answers } }
    case 'undone':
      return {
        answers: Object.fromEntries(Object.entries(progress.answers).filter(([step]) => !event.steps.includes(step))),
        visited: progress.visited.filter((step) => !event.steps.includes(step)),
      }
  }
}
