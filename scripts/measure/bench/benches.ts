import { benchBroker } from './broker.ts'
import { benchCallback } from './callback.ts'
import { benchCallers } from './callers.ts'
import { benchDesk } from './desk.ts'
import type { Bench } from './figure.ts'
import { benchBuild } from './large-build.ts'
import { benchLighthouse } from './lighthouse.ts'
import { benchOnward } from './onward.ts'
import { benchPages } from './pages.ts'
import { benchWorker } from './worker.ts'

/** A further bench is a line here. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  pages: benchPages,
  onward: benchOnward,
  lighthouse: benchLighthouse,
  worker: benchWorker,
  broker: benchBroker,
  callers: benchCallers,
  callback: benchCallback,
  desk: benchDesk,
  build: benchBuild,
}
