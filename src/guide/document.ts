/** A flow as one document: its steps in the writer's order, every branch among them, and from each the way on in words. */
import { render } from 'astro:content'
import { edgeFor } from '../wizard/flow.ts'
import { DONE } from '../wizard/progress.ts'
import { readFlow } from './flows.ts'
import { stepAddress } from './locale.ts'
import { readStep } from './steps.ts'

type Step = Awaited<ReturnType<typeof readStep>>

export interface WayOn {
  /** What was chosen; absent where there is nothing to choose. */
  readonly label?: string
  readonly hint?: string | undefined
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

  const wayFrom = async (step: string, answer: string): Promise<WayOn> => {
    const edge = edgeFor(flow, step, answer)
    if (edge === undefined) return {}
    const to = { number: ids.indexOf(edge.to) + 1, title: titles.get(edge.to) ?? '', anchor: anchorOf(id, edge.to) }
    const entered = edge.enter === undefined ? undefined : await readFlow(edge.enter, locale)
    return entered === undefined ? { to } : { to, first: { flow: entered.id, title: entered.title } }
  }
  const steps = await Promise.all(
    [...read].map(async ([step, { entry, locale: written }], at): Promise<DocumentStep> => {
      const { data } = entry
      const choices = data.kind === 'choice' ? Object.entries(data.choices) : undefined
      const plain = choices === undefined ? await wayFrom(step, DONE) : {}
      const follows = plain.to === undefined || (plain.to.number === at + 2 && plain.first === undefined)
      const ways =
        choices === undefined
          ? follows
            ? []
            : [plain]
          : await Promise.all(choices.map(async ([answer, words]) => ({ ...words, ...(await wayFrom(step, answer)) })))
      const { Content } = await render(entry)
      const address = stepAddress(locale, id, step)
      return { id: step, number: at + 1, anchor: anchorOf(id, step), address, written, data, body: entry.body ?? '', Content, ways }
    }),
  )
  return { flow, steps }
}
