/** `npm run dev`: the same three as `npm start`, with live reload of pages, content and Worker. */
import { join } from 'node:path'
import { dev } from 'astro'
import { OFFLINE, ROOT } from '../project/tools.ts'
import { devPages } from './dev-pages.ts'
import { createPageFetcher, throughWorker } from './dev-proxy.ts'
import { describeLocalServers, startLocalServers } from './local-servers.ts'
import { insistOnFreePorts, listClaims, localClaims } from './ports.ts'
import { startWorker } from './run-worker.ts'
import { ensureDevVars, readSettings, stateDirectory } from './settings.ts'
import { stopOnSignal } from './stop-on-signal.ts'

Object.assign(process.env, OFFLINE)
const claims = localClaims(process.env)
await insistOnFreePorts(listClaims(claims))
ensureDevVars()
const { port } = claims.worker
const origin = `http://localhost:${port}`
const { unstable_readConfig } = await import('wrangler')
const { assets } = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') })
const workerFirst = Array.isArray(assets?.run_worker_first) ? assets.run_worker_first : []

const worker = await startWorker({
  port: 0,
  settings: { PUBLIC_ORIGIN: origin, ...readSettings(process.env) },
  stateDir: stateDirectory(process.env),
  watch: true,
  pages: createPageFetcher(origin),
})
const site = await dev({
  root: ROOT,
  server: { port, host: 'localhost' },
  integrations: [devPages(), throughWorker(worker.origin, workerFirst)],
  logLevel: 'warn',
})
await fetch(`${origin}/api/health`)
// Last, as in start.ts.
const local = await startLocalServers(process.env)
stopOnSignal(async () => {
  await Promise.all([site.stop(), worker.close(), local.close()])
})
console.log(describeLocalServers(origin, local))
