import { startXero } from '../../../tests/fakes/xero/server.ts'
import { readBundle } from './bundle.ts'
import type { Place } from './customer.ts'
import { moduleOf, type NamedWorker, readWorkerOptions, startWorkers } from './workerd.ts'

export interface RunningGuide extends Place {
  originOf(worker: string): Promise<string>
  close(): Promise<void>
}

export interface GuideOptions {
  /** Stands before the Worker: imports `./worker.js` and exports all that it does. */
  readonly front?: string
  /** Others in the same workerd, which share the guide's KV. */
  readonly beside?: readonly NamedWorker[]
}

/** Nobody is turned away: the limit is the binding's own, and not what is measured here. */
const NO_LIMIT = 1_000_000_000

/** The Worker as it is deployed, in workerd, with a local Xero in this process. */
export async function startGuide({ front, beside = [] }: GuideOptions = {}): Promise<RunningGuide> {
  const bundle = await readBundle()
  const xero = await startXero()
  const options = await readWorkerOptions(xero.settings)
  const rates = Object.entries(options.ratelimits ?? {}).map(([name, rate]) => [
    name,
    { ...rate, simple: { ...rate.simple, limit: NO_LIMIT } },
  ])
  const modules = [...(front === undefined ? [] : [moduleOf('front.js', front)]), moduleOf('worker.js', bundle)]
  const guide = { ...options, name: 'guide', modules, ratelimits: Object.fromEntries(rates) } as NamedWorker
  const others = beside.map((worker) => ({ kvNamespaces: options.kvNamespaces, ...worker }) as NamedWorker)
  const workers = await startWorkers([guide, ...others]).catch(async (cause: unknown) => {
    await xero.close()
    throw cause
  })
  return {
    guide: await workers.originOf('guide'),
    xero: xero.origin,
    originOf: workers.originOf,
    close: async () => void (await Promise.all([workers.close(), xero.close()])),
  }
}
