import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, isBuilt } from '../../project/build.ts'
import { type RunningServer, startWorker } from '../../serve/run-worker.ts'
import { EXAMPLE_FILE, readSettings, type Settings } from '../../serve/settings.ts'
import type { Length } from './figure.ts'
import { LOCAL_PORTS } from './ports.ts'

/** Builds the pages, so that what is measured is what the sources say; a short round takes them as they stand. */
export async function buildPages(length: Length): Promise<void> {
  const isBuiltAlready = length === 'short' && isBuilt()
  if (!isBuiltAlready && (await build({ quiet: true })) !== 0) throw new Error('The pages do not build.')
}

/** The pages and the Worker, with nothing stored. @param settings in place of the usual ones */
export async function startBuiltSite(length: Length, settings: Settings = {}): Promise<RunningServer> {
  await buildPages(length)
  const stateDir = mkdtempSync(join(tmpdir(), 'guide-bench-'))
  const worker = await startWorker({
    port: Number(LOCAL_PORTS.PORT),
    settings: { ...readSettings(LOCAL_PORTS), ...settings },
    settingsFile: EXAMPLE_FILE,
    stateDir,
    log: () => undefined,
  })
  return {
    origin: worker.origin,
    close: async () => {
      await worker.close()
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}
