/** `npm run worker`: the built Worker alone, on PORT (8787). Every setting may be given in the environment; STATE_DIR keeps its state. */
import { build, isBuilt } from '../project/build.ts'
import { insistOnFreePorts, workerClaim } from './ports.ts'
import { startWorker } from './run-worker.ts'
import { ensureDevVars, readSettings, stateDirectory } from './settings.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const claim = workerClaim(process.env)
await insistOnFreePorts([claim])
ensureDevVars()
if (!isBuilt() && (await build()) !== 0) process.exit(1)
const worker = await startWorker({ port: claim.port, settings: readSettings(process.env), stateDir: stateDirectory(process.env) })
stopOnSignal(() => worker.close())
console.log(`The guide: ${worker.origin}`)
