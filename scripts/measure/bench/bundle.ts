import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, isBuilt } from '../../project/build.ts'
import { runTool } from '../../project/tools.ts'

/** The configuration of each Worker, with the name of its module. */
const MODULES = { 'wrangler.toml': 'worker.js', 'wrangler.desk.toml': 'desk-worker.js' } as const

export type WorkerConfig = keyof typeof MODULES

const bundled = new Map<WorkerConfig, Promise<string>>()

/** A Worker as a bare `wrangler deploy` would send it, bundled once a run. It is one module, without its source map. */
export function readBundle(config: WorkerConfig = 'wrangler.toml'): Promise<string> {
  const bundling = bundled.get(config) ?? bundle(config)
  bundled.set(config, bundling)
  return bundling
}

async function bundle(config: WorkerConfig): Promise<string> {
  // The configuration names the folder of the pages, so that has to be there.
  if (!isBuilt() && (await build({ quiet: true })) !== 0) throw new Error('The pages do not build.')
  const folder = mkdtempSync(join(tmpdir(), 'guide-bench-bundle-'))
  try {
    if ((await runTool('wrangler', ['deploy', '--dry-run', '--config', config, '--outdir', folder], { stdio: 'ignore' })) !== 0)
      throw new Error(`wrangler deploy --dry-run --config ${config} failed: run it by itself to see why.`)
    return readFileSync(join(folder, MODULES[config]), 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
