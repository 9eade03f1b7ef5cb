import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalServers } from '../../scripts/serve/local-servers.ts'
import { startWorker } from '../../scripts/serve/run-worker.ts'
import { EXAMPLE_FILE, readSettings } from '../../scripts/serve/settings.ts'
import { PORTS } from './places.ts'

/** The three servers of `npm start`, on ports of their own and with a state of their own; the developer's .dev.vars is not read. */
export default async function setup(): Promise<() => Promise<void>> {
  const stateDir = mkdtempSync(join(tmpdir(), 'guide-journeys-'))
  // For the desk's command, which a test runs beside the Worker.
  process.env['STATE_DIR'] = stateDir
  const environment = { ...PORTS, STATE_DIR: stateDir }
  const local = await startLocalServers(environment)
  const worker = await startWorker({
    port: Number(PORTS.PORT),
    settings: readSettings(environment),
    settingsFile: EXAMPLE_FILE,
    stateDir,
    // Shown by Playwright only when asked for with DEBUG_WORKER.
    log: (line) => process.env['DEBUG_WORKER'] !== undefined && console.log(line),
  })
  return async () => {
    await Promise.all([worker.close(), local.close()])
    rmSync(stateDir, { recursive: true, force: true })
  }
}
