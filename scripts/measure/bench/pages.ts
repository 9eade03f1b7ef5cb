import { readdirSync } from 'node:fs'
import { readContentFiles } from '../../../src/guide/content-files.ts'
import { FIRST_LOCALE } from '../../../src/guide/locale.ts'
import { buildPages } from './built-site.ts'
import type { Figure, Length } from './figure.ts'
import { readConnectionPages } from './filled-connection.ts'
import { type PageWeight, SITE, weighPage } from './page-weight.ts'

/** kB of 1,000 bytes. Pages in Latin letters load the guide's one font file, and with it 36 kB is the budget of every kind of page. */
const ALL = 36
const SCRIPT = { plain: 8, live: 20 } as const
/** It's opened on a phone's line by people who are stuck. */
const CLOCK_SCRIPT = 2

/** Its template has the words of every state; what a reader gets is weighed. */
const CONNECTION = 'connection/index.html'
const WHOLE = new Set(['print', 'whole guide'])

interface Heaviest extends PageWeight {
  readonly file: string
}

/** Of each kind of page the heaviest, with what it loads; a live action is a form for /api, or a script that calls it. */
export async function benchPages(length: Length): Promise<readonly Figure[]> {
  await buildPages(length)
  const kindOf = createKinds()
  const heaviest = new Map<string, Heaviest>()
  for (const file of readdirSync(SITE, { recursive: true, encoding: 'utf8' }).sort()) {
    // The reference of /v1 is for developers, and as heavy as its viewer.
    if (!file.endsWith('.html') || file.startsWith('v1/') || file.endsWith(CONNECTION)) continue
    const page = { file, ...weighPage(file) }
    const kind = `${kindOf(file)}${page.isLive ? ', live' : ''}`
    if (page.all > (heaviest.get(kind)?.all ?? 0)) heaviest.set(kind, page)
  }
  for (const { state, html } of await readConnectionPages('short')) {
    const page = { file: CONNECTION, ...weighPage(CONNECTION, html) }
    heaviest.set(`your connection, ${state}, live`, page)
  }
  return [...heaviest].sort().flatMap(([kind, { file, all, script, isLive }]): Figure[] => {
    const address = `/${file.replace(/index\.html$/, '')}`
    // A document of many pages in one is as long as they are.
    if (WHOLE.has(kind)) return [{ what: `${kind}: all of ${address}`, measured: all / 1000, unit: 'kB' }]
    return [
      { what: `${kind}: all of ${address}`, measured: all / 1000, unit: 'kB', budget: ALL },
      { what: `${kind}: its script`, measured: script / 1000, unit: 'kB', budget: scriptBudget({ kind, isLive }) },
    ]
  })
}

function scriptBudget({ kind, isLive }: { readonly kind: string; readonly isLive: boolean }): number {
  if (kind.startsWith('clock')) return CLOCK_SCRIPT
  return isLive ? SCRIPT.live : SCRIPT.plain
}

/** A step's kind is in its words; the rest is in the address. */
function createKinds(): (file: string) => string {
  const steps = new Map(
    readContentFiles(`content/steps/${FIRST_LOCALE}`).map(({ id, data }) => [id, (data as { kind?: string }).kind]),
  )
  return (file) => {
    const parts = file.split('/').slice(0, -1)
    const last = parts.at(-1)
    if (last === undefined) return file === 'index.html' ? 'start' : file
    if (parts.includes('problems')) return last === 'problems' ? 'list of problems' : 'problem'
    if (parts.includes('print')) return 'print'
    if (last === 'guide') return 'whole guide'
    if (last === 'clock' || last === 'practise') return last
    const kind = steps.get(last)
    return kind === undefined ? 'other' : `step, ${kind}`
  }
}
