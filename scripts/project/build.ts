import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runTool } from './tools.ts'

/** The file that proves a whole build: an empty dist/ may stand there for other reasons. */
export const isBuilt = (): boolean => existsSync(join(ROOT, 'dist', 'client', 'index.html'))

/**
 * Builds the pages into dist/, and takes away the redirect that the adapter leaves for wrangler: with it, a bare `wrangler deploy`
 * would deploy the pages without the Worker.
 *
 * @returns astro's exit code
 */
export async function build(options: { readonly quiet?: boolean } = {}): Promise<number> {
  const code = await runTool('astro', ['build', ...(options.quiet ? ['--silent'] : [])])
  rmSync(join(ROOT, '.wrangler', 'deploy'), { recursive: true, force: true })
  if (code === 0) mendRedirects(join(ROOT, 'dist', 'client', '_redirects'))
  return code
}

function mendRedirects(path: string): void {
  writeFileSync(path, withTypedAddresses(readFileSync(path, 'utf8')))
}

/**
 * Astro ends every address it redirects from with a slash, and only that one is redirected. Nobody asks for a file so, and people
 * who type `/connect` leave the slash out: a page of its own is found without it, a redirect is not.
 */
export const withTypedAddresses = (redirects: string): string =>
  redirects.replace(/^(\S+\.\w+)\/ /gm, '$1  ').replace(/^(\S+)\/( .*)$/gm, '$&\n$1 $2')

if (import.meta.main) process.exitCode = await build()
