import { getCollection } from 'astro:content'
import { lookUp } from '../contract/look-up.ts'
import type { FlowContent } from '../schema/flow.ts'
import { type Edge, edgeFor, type Flow, findReturns, findWays } from '../wizard/flow.ts'
import { planThrough } from '../wizard/plan.ts'
import { groupByChapter, minutesLeft, type Place, type Stop } from '../wizard/rail.ts'
import { isConfirmedByWorker, isLive } from './live-steps.ts'
import { FIRST_LOCALE, stepAddress } from './locale.ts'
import { readStep } from './steps.ts'

export interface ReleasedFlow extends Flow {
  readonly title: string
  readonly summary: string
  /** Titles by the step that the chapter begins with. */
  readonly chapters: Readonly<Record<string, string>>
}

export interface WrittenStop extends Stop {
  readonly label: string
  readonly title: string
  readonly address: string
  /** Language that its words are in. */
  readonly written: string
  /** See `isConfirmedByWorker`. */
  readonly confirmed: boolean
}

export async function findReleasedFlows(locale = FIRST_LOCALE): Promise<readonly ReleasedFlow[]> {
  const entries = await getCollection('flows')
  return entries.flatMap(({ id, data }) =>
    data.status === 'released' ? [{ id, start: data.start, steps: data.steps, ...wordsOf(data, locale) }] : [],
  )
}

export async function findFlowsBeingWritten(
  locale = FIRST_LOCALE,
): Promise<readonly { readonly id: string; readonly title: string; readonly summary: string }[]> {
  const entries = await getCollection('flows', ({ data }) => data.status === 'being-written')
  return entries.map(({ id, data }) => ({ id, ...wordsOf(data, locale) }))
}

export async function readFlow(id: string, locale = FIRST_LOCALE): Promise<ReleasedFlow> {
  const flow = (await findReleasedFlows(locale)).find((released) => released.id === id)
  if (flow === undefined) throw new Error(`content/flows/${id}.yaml is not released`)
  return flow
}

const wordsOf = ({ title, summary, chapters, translations }: FlowContent, locale: string) =>
  lookUp(translations, locale) ?? { title, summary, chapters }

/** The parts that the list of steps folds into. */
export const chaptersOf = (flow: ReleasedFlow, stops: readonly WrittenStop[], titleOf: (place: Place) => string) =>
  groupByChapter(stops, Object.keys(flow.steps), flow.chapters, titleOf)

/** The steps a page shows in its list: the whole way that leads through this step. */
export async function findStops(locale: string, flow: Flow, through: string): Promise<readonly WrittenStop[]> {
  const plan = await Promise.all(planThrough(flow, through).map(async (id) => ({ id, ...(await readStep(locale, id)) })))
  const words = plan.map(({ entry }) => entry.data)
  return plan.map(({ id, entry: { data }, locale: written }) => {
    const { place, minutes, label, title } = data
    const confirmed = isConfirmedByWorker(data, words)
    return { id, place, minutes, label, title, written, confirmed, address: stepAddress(locale, flow.id, id) }
  })
}

/** How long a flow takes whoever goes through it from its start. */
export const minutesOf = async (flow: Flow): Promise<number> =>
  minutesLeft(await findStops(FIRST_LOCALE, flow, flow.start), flow.start)

/** What an answer on a step's page leads to. */
export interface Onward {
  readonly address: string
  /** Where it leads by an earlier answer, and last for everyone, as the page's script reads it; absent where it is the same for all. */
  readonly ways?: string
  /**
   * The flow that is gone through first, how long it takes, and where its readers come back to, as the page's script knows it:
   * `connect/log-in`.
   */
  readonly enter?: { readonly flow: string; readonly minutes: number; readonly carryOn: string }
}

export async function readOnward(locale: string, flow: Flow, step: string, answer: string): Promise<Onward | undefined> {
  const edge = edgeFor(flow, step, answer)
  if (edge === undefined) return undefined
  const ways = await Promise.all(
    findWays(flow, step, answer).map(async (way) => ({ to: await addressOf(locale, flow, way), given: way.given })),
  )
  const address = await addressOf(locale, flow, edge)
  const forSome = ways.length > 1 ? { ways: JSON.stringify(ways) } : {}
  if (edge.enter === undefined) return { address, ...forSome }
  const entered = await readFlow(edge.enter)
  return { address, ...forSome, enter: { flow: entered.id, minutes: await minutesOf(entered), carryOn: `${flow.id}/${edge.to}` } }
}

async function addressOf(locale: string, flow: Flow, { to, enter }: Edge): Promise<string> {
  const entered = enter === undefined ? undefined : await readFlow(enter)
  return entered === undefined ? stepAddress(locale, flow.id, to) : stepAddress(locale, entered.id, entered.start)
}

/** Addresses that a step's page leads to and that are the same for everybody: a browser may fetch them before they are asked for. */
export async function findAhead(
  locale: string,
  flow: Flow,
  step: string,
  stops: readonly WrittenStop[],
): Promise<readonly string[]> {
  const found = new Set<string>()
  const take = async (id: string, address: string): Promise<void> => {
    if (!isLive((await readStep(locale, id)).entry.data)) found.add(address)
  }
  for (const { id, address } of stops) if (id !== step) await take(id, address)
  for (const edge of lookUp(flow.steps, step)?.next ?? []) {
    await take(edge.enter === undefined ? edge.to : (await readFlow(edge.enter)).start, await addressOf(locale, flow, edge))
  }
  return [...found]
}

/** A place that readers of one flow may return to in another. */
export interface WrittenReturn {
  /** As the page's script knows it: `connect/log-in`. */
  readonly key: string
  /** The flow that is returned to, in how many chapters, and the chapter of the step. */
  readonly flow: { readonly title: string; readonly chapters: number; readonly at: number }
  readonly title: string
  readonly address: string
  /** From there to that flow's end. */
  readonly minutes: number
}

export async function findWrittenReturns(locale: string, entered: string): Promise<readonly WrittenReturn[]> {
  const flows = await findReleasedFlows(locale)
  return Promise.all(
    findReturns(flows, entered).map(async ({ flow, step }) => {
      const outer = await readFlow(flow, locale)
      const stops = await findStops(locale, outer, step)
      const chapters = chaptersOf(outer, stops, String)
      const at = chapters.findIndex(({ stops: inside }) => inside.some(({ id }) => id === step))
      const title = stops.find(({ id }) => id === step)?.title ?? ''
      const whole = { title: outer.title, chapters: chapters.length, at }
      return {
        key: `${flow}/${step}`,
        flow: whole,
        title,
        address: stepAddress(locale, flow, step),
        minutes: minutesLeft(stops, step),
      }
    }),
  )
}
