import { lookUp } from '../contract/look-up.ts'
import type { StepWords } from '../schema/step.ts'
import { type Edge, type Flow, findWays, type Given } from '../wizard/flow.ts'
import { readStep } from './steps.ts'

/** A way that some readers take by what they answered before, in the words of those answers; none for everyone else. */
export interface GivenWay {
  readonly edge: Edge
  readonly answers: readonly string[]
}

/** @returns one way where it is the same for all */
export async function findGivenWays(locale: string, flow: Flow, step: string, answer: string): Promise<readonly GivenWay[]> {
  const ways = new Map<string, { edge: Edge; answers: string[] }>()
  for (const edge of findWays(flow, step, answer)) {
    const key = `${edge.to} ${edge.given === undefined}`
    const way = ways.get(key) ?? { edge, answers: [] }
    ways.set(key, way)
    if (edge.given !== undefined) way.answers.push(answerOf((await readStep(locale, edge.given.step)).entry.data, edge.given))
  }
  return [...ways.values()]
}

const answerOf = (words: StepWords, { answer }: Given): string => {
  if (words.kind === 'choice') return lookUp(words.choices, answer)?.label ?? answer
  return 'done' in words ? words.done : words.title
}
