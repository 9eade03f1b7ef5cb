/** `npm start`: builds, then runs the Worker, the local Xero and the local miStable until Ctrl-C. */
import { build } from '../project/build.ts'
import { describeLocalServers, startLocalServers } from './local-servers.ts'
import { insistOnFreePorts, listClaims, localClaims } from './ports.ts'
import { startWorker } from './run-worker.ts'
import { ensureDevVars, readSettings, stateDirectory } from './settings.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const claims = localClaims(process.env)
await insistOnFreePorts(listClaims(claims))
ensureDevVars()
console.log('Building the guide…')
if ((await build({ quiet: true })) !== 0) process.exit(1)
const worker = await startWorker({
  port: claims.worker.port,
  settings: readSettings(process.env),
  stateDir: stateDirectory(process.env),
})
// After the guide, and miStable at the very last: a script that waits for miStable's address has waited for all of them.
const local = await startLocalServers(process.env)
stopOnSignal(async () => {
  console.log('\nStopping…')
  await Promise.all([worker.close(), local.close()])
})
console.log(describeLocalServers(worker.origin, local))
