import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, isBuilt } from '../../project/build.ts'
import { runTool } from '../../project/tools.ts'

let bundled: Promise<string> | undefined

/** The Worker as a bare `wrangler deploy` would send it, bundled once a run. It is one module, without its source map. */
export function readBundle(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  // wrangler.toml names the folder of the pages, so that has to be there.
  if (!isBuilt() && (await build({ quiet: true })) !== 0) throw new Error('The pages do not build.')
  const folder = mkdtempSync(join(tmpdir(), 'guide-bench-bundle-'))
  try {
    if ((await runTool('wrangler', ['deploy', '--dry-run', '--outdir', folder], { stdio: 'ignore' })) !== 0)
      throw new Error('wrangler deploy --dry-run failed: run it by itself to see why.')
    return readFileSync(join(folder, 'worker.js'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
