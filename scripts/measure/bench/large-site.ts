import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LOCALES } from '../../../src/contract/languages.ts'
import { ROOT, runTool } from '../../project/tools.ts'

/** As long as the longest flow that a person could be asked to follow. A page lists the steps of its flow, so longer ones grow it. */
const STEPS_IN_FLOW = 20
/** Everything else is copied, so that no folder which a page imports can be missing. Names with a dot are caches, and secrets. */
const isCopied = (name: string) => !name.startsWith('.') && !['node_modules', 'dist', 'tests', 'docs'].includes(name)

/** Caches of its own: those in node_modules belong to the real site. */
const CONFIG = `import site from './site.config.mjs'
export default { ...site, cacheDir: './.cache/astro', vite: { ...site.vite, cacheDir: './.cache/vite' } }
`

export interface BuildTime {
  readonly seconds: number
  /** Of the processor: whatever else the machine does hardly changes it. */
  readonly cpuSeconds: number
}

/** Builds a copy of the site with so many more step pages. A step is a page in every language, its own or the English words. */
export async function timeBuild(pages: number): Promise<BuildTime> {
  const folder = mkdtempSync(join(tmpdir(), 'guide-bench-site-'))
  try {
    for (const name of readdirSync(ROOT).filter(isCopied)) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
    renameSync(join(folder, 'astro.config.mjs'), join(folder, 'site.config.mjs'))
    writeFileSync(join(folder, 'astro.config.mjs'), CONFIG)
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    const steps = pages / LOCALES.length
    for (let first = 0; first < steps; first += STEPS_IN_FLOW) writeFlow(folder, first, Math.min(STEPS_IN_FLOW, steps - first))
    const report = join(folder, 'cpu-report')
    const preload = pathToFileURL(join(import.meta.dirname, 'cpu-report.ts')).href
    const env = { NODE_OPTIONS: `--import=${preload}`, CPU_REPORT: report }
    const startedAt = performance.now()
    const code = await runTool('astro', ['build', '--silent'], { cwd: folder, env })
    const seconds = (performance.now() - startedAt) / 1000
    if (code !== 0) throw new Error(`The site with ${pages} more pages does not build.`)
    const built = readdirSync(join(folder, 'dist', 'client'), { recursive: true, encoding: 'utf8' })
    const found = built.filter((path) => /bench-step-\d+[\\/]index\.html$/.test(path)).length
    if (found !== pages) throw new Error(`Of ${pages} step pages ${found} were built.`)
    const processes = readFileSync(report, 'utf8').trim().split('\n')
    return { seconds, cpuSeconds: processes.reduce((sum, microseconds) => sum + Number(microseconds) / 1e6, 0) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function writeFlow(folder: string, first: number, length: number): void {
  const ids = Array.from({ length }, (_, at) => `bench-step-${first + at}`)
  const steps = ids.map((id, at) => `  ${id}: { ${ids[at + 1] === undefined ? '' : `next: ${ids[at + 1]}`} }`)
  const head = ['status: released', `title: Bench flow ${first}`, 'summary: A flow that nobody follows.', `start: ${ids[0]}`]
  writeFileSync(join(folder, 'content', 'flows', `bench-${first}.yaml`), [...head, 'steps:', ...steps, ''].join('\n'))
  const stepsFolder = join(folder, 'content', 'steps', 'en')
  for (const [at, id] of ids.entries()) writeFileSync(join(stepsFolder, `${id}.md`), stepPage(id, { isLast: at === length - 1 }))
}

/** As heavy as a written one: words, links to problems and a picture of a screen. */
const stepPage = (id: string, { isLast }: { readonly isLast: boolean }): string => `---
title: Read ${id}
label: ${id}
summary: A page as long as those that people read, so that its building costs as much as theirs.
${isLast ? 'kind: outcome' : 'kind: task\ndone: I have followed it\nworked: the next page looks just like this one.'}
place: xero
minutes: 1
problems: [company-greyed-out, signed-in-as-someone-else, cancelled]
picture:
  describe: A browser with a menu, in which the second entry is marked 1, and a button marked 2.
  screens:
    - frame: browser
      title: Bench
      parts:
        - part: menu
          items:
            - { text: Dashboard, current: true }
            - { text: Billing, callout: 1 }
        - { part: heading, text: ${id} }
        - { part: button, text: Continue, filled: true, callout: 2 }
source:
  against: guide
  checked: 2026-11-22
---
1. Select **Billing** in the menu, as for ${id}.
2. Press **Continue**.

**It looks different?**
Your screen may be narrower: open the menu first.
`
