import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions, type V4WorkerOptions } from 'miniflare'
import { OFFLINE, ROOT } from '../../project/tools.ts'
import { EXAMPLE_FILE, type Settings } from '../../serve/settings.ts'
import type { WorkerConfig } from './bundle.ts'

export type NamedWorker = V4WorkerOptions & { readonly name: string }

export interface RunningWorkers {
  /** Of the worker's own socket, past Miniflare's front door: its cost would lie on every scale alike. */
  originOf(worker: string): Promise<string>
  close(): Promise<void>
}

/**
 * Workers in one workerd. What they log is thrown away, though workerd still does the work of handing it over.
 *
 * @param disk a folder that outlives them; without it everything is forgotten
 */
export async function startWorkers(named: readonly NamedWorker[], disk?: string): Promise<RunningWorkers> {
  const workers = named.map((worker) => ({ ...RUNTIME, ...worker, unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] }))
  const options = { cf: false, handleStructuredLogs: () => undefined, workers } as unknown as V4MiniflareOptions
  const persistence = disk === undefined ? {} : { resourcePersistencePath: disk }
  const miniflare = new Miniflare({ ...convertV4MiniflareOptions(options), ...persistence })
  await miniflare.ready
  return {
    originOf: async (worker) => (await miniflare.unsafeGetDirectURL(worker)).origin,
    close: () => miniflare.dispose(),
  }
}

/** As in wrangler.toml, for the workers that the guide is compared with. */
export const RUNTIME = readRuntime()

function readRuntime() {
  const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
  const compatibilityDate = /^compatibility_date = "(.+)"$/m.exec(toml)?.[1]
  const flags = /^compatibility_flags = (\[.*\])$/m.exec(toml)?.[1]
  if (compatibilityDate === undefined || flags === undefined) throw new Error('wrangler.toml names no compatibility date or flags.')
  return { compatibilityDate, compatibilityFlags: JSON.parse(flags) as string[] }
}

/** As its configuration says, without the pages, and with the public test values for secrets. */
export async function readWorkerOptions(settings: Settings, config: WorkerConfig = 'wrangler.toml'): Promise<V4WorkerOptions> {
  Object.assign(process.env, OFFLINE, { WRANGLER_LOG: 'warn' })
  // Wrangler reads the environment as it loads, so it is loaded now and not at the top.
  const { unstable_getMiniflareWorkerOptions } = await import('wrangler')
  const { assets: _pages, ...options } = unstable_getMiniflareWorkerOptions(join(ROOT, config)).workerOptions
  const bindings = { ...Object(options['bindings']), ...parseEnv(readFileSync(EXAMPLE_FILE, 'utf8')), ...settings }
  return { ...options, bindings } as V4WorkerOptions
}

export const moduleOf = (path: string, contents: string) => ({ type: 'ESModule' as const, path, contents })
