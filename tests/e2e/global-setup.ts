import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FullConfig } from '@playwright/test'
import { startLocalServers } from '../../scripts/serve/local-servers.ts'
import { startWorker } from '../../scripts/serve/run-worker.ts'
import { EXAMPLE_FILE, readSettings } from '../../scripts/serve/settings.ts'
import { portsOfSet, stateOfSet } from './places.ts'

/**
 * The servers of `npm start`, once for each of Playwright's workers, on ports of their own and with a state of their own; the developer's
 * .dev.vars is not read.
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const state = mkdtempSync(join(tmpdir(), 'guide-journeys-'))
  process.env['E2E_STATE'] = state
  const closers: (() => Promise<void>)[] = []
  for (let set = 0; set < workers; set++) closers.push(await startSet(set))
  return async () => {
    await Promise.all(closers.map((close) => close()))
    rmSync(state, { recursive: true, force: true })
  }
}

async function startSet(set: number): Promise<() => Promise<void>> {
  const ports = portsOfSet(set)
  const stateDir = stateOfSet(set)
  const environment = { ...ports, STATE_DIR: stateDir }
  const local = await startLocalServers(environment)
  const worker = await startWorker({
    port: Number(ports.PORT),
    settings: readSettings(environment),
    settingsFile: EXAMPLE_FILE,
    stateDir,
    // Shown by Playwright only when asked for with DEBUG_WORKER.
    log: (line) => process.env['DEBUG_WORKER'] !== undefined && console.log(line),
  })
  return async () => void (await Promise.all([worker.close(), local.close()]))
}
