/** A flow as one document: its steps in the writer's order, every branch among them, and from each the way on in words. */
import { render } from 'astro:content'
import { DONE } from '../wizard/progress.ts'
import { readFlow } from './flows.ts'
import { findGivenWays } from './given-ways.ts'
import { stepAddress } from './locale.ts'
import { readStep } from './steps.ts'

type Step = Awaited<ReturnType<typeof readStep>>

export interface WayOn {
  /** What was chosen; absent where there is nothing to choose. */
  readonly label?: string
  readonly hint?: string | undefined
  /** Only for readers who gave one of these answers before, in the words of those answers; empty: for everyone else. */
  readonly given?: readonly string[]
  /** Absent after the last step. */
  readonly to?: { readonly number: number; readonly title: string; readonly anchor: string }
  /** Title of the flow that is gone through first, and its id. */
  readonly first?: { readonly flow: string; readonly title: string }
}

export interface DocumentStep {
  readonly id: string
  readonly number: number
  readonly anchor: string
  readonly address: string
  readonly written: string
  readonly data: Step['entry']['data']
  readonly body: string
  readonly Content: Awaited<ReturnType<typeof render>>['Content']
  /** Empty where the next step simply follows. */
  readonly ways: readonly WayOn[]
}

export const anchorOf = (flow: string, step: string): string => `${flow}-${step}`

export async function readDocument(locale: string, id: string) {
  const flow = await readFlow(id, locale)
  const ids = Object.keys(flow.steps)
  const read = new Map(await Promise.all(ids.map(async (step) => [step, await readStep(locale, step)] as const)))
  const titles = new Map([...read].map(([step, { entry }]) => [step, entry.data.title]))

  const waysFrom = async (step: string, answer: string): Promise<readonly WayOn[]> => {
    const ways = await findGivenWays(locale, flow, step, answer)
    return Promise.all(
      ways.map(async ({ edge, answers }) => {
        const to = { number: ids.indexOf(edge.to) + 1, title: titles.get(edge.to) ?? '', anchor: anchorOf(id, edge.to) }
        const entered = edge.enter === undefined ? undefined : await readFlow(edge.enter, locale)
        return {
          to,
          ...(ways.length > 1 ? { given: answers } : {}),
          ...(entered === undefined ? {} : { first: { flow: entered.id, title: entered.title } }),
        }
      }),
    )
  }
  const steps = await Promise.all(
    [...read].map(async ([step, { entry, locale: written }], at): Promise<DocumentStep> => {
      const { data } = entry
      const choices = data.kind === 'choice' ? Object.entries(data.choices) : undefined
      const plain = choices === undefined ? await waysFrom(step, DONE) : []
      const follows = plain.every(({ to, first }) => to?.number === at + 2 && first === undefined)
      const chosen = (choices ?? []).map(async ([answer, words]) => {
        const ways = await waysFrom(step, answer)
        return ways.length === 0 ? [words] : ways.map((way) => ({ ...words, ...way }))
      })
      const ways = choices === undefined ? (follows ? [] : plain) : (await Promise.all(chosen)).flat()
      const { Content } = await render(entry)
      const address = stepAddress(locale, id, step)
      return { id: step, number: at + 1, anchor: anchorOf(id, step), address, written, data, body: entry.body ?? '', Content, ways }
    }),
  )
  return { flow, steps }
}
