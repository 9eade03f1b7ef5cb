import { getCollection } from 'astro:content'
import { type Flow, planThrough } from '../wizard/flow.ts'
import type { Stop } from '../wizard/rail.ts'
import { stepAddress } from './locale.ts'
import { readStep } from './steps.ts'

export interface ReleasedFlow extends Flow {
  readonly title: string
  readonly summary: string
}

export interface WrittenStop extends Stop {
  readonly label: string
  readonly title: string
  readonly address: string
}

export async function findReleasedFlows(): Promise<readonly ReleasedFlow[]> {
  const entries = await getCollection('flows')
  return entries.flatMap(({ id, data }) => (data.status === 'released' ? [{ id, ...data }] : []))
}

export async function findFlowsBeingWritten(): Promise<
  readonly { readonly id: string; readonly title: string; readonly summary: string }[]
> {
  const entries = await getCollection('flows', ({ data }) => data.status === 'being-written')
  return entries.map(({ id, data }) => ({ id, title: data.title, summary: data.summary }))
}

export async function readFlow(id: string): Promise<ReleasedFlow> {
  const flow = (await findReleasedFlows()).find((released) => released.id === id)
  if (flow === undefined) throw new Error(`content/flows/${id}.yaml is not released`)
  return flow
}

/** The steps a page shows in its list: the whole way that leads through this step. */
export const findStops = (locale: string, flow: Flow, through: string): Promise<readonly WrittenStop[]> =>
  Promise.all(
    planThrough(flow, through).map(async (id) => {
      const { place, minutes, label, title } = (await readStep(locale, id)).entry.data
      return { id, place, minutes, label, title, address: stepAddress(locale, flow.id, id) }
    }),
  )
