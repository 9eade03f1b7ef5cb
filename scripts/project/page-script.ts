/**
 * What every page runs, as one file. The bundler would share a module with any page that has it, too: five small files compress to a
 * kilobyte more than one, on every page.
 */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ROOT } from './tools.ts'

/** src/components/FeedbackForm.astro and src/layouts/Page.astro run these. */
const ENTRIES = ['src/islands/feedback.ts', 'src/islands/page.ts']
/** Not types, which are no code, and not `import()`, which waits for the reader. */
const STATIC_IMPORT = /^(?:import|export)(?! type)[^'(]*'(\.[^']+)'/gm

export function findPageModules(): ReadonlySet<string> {
  const found = new Set<string>()
  const follow = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(STATIC_IMPORT)) follow(resolve(dirname(path), from))
  }
  for (const entry of ENTRIES) follow(resolve(ROOT, entry))
  return found
}
