/** What a built page loads, followed from its HTML through stylesheets and modules. */
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../../project/tools.ts'

export const SITE = join(ROOT, 'dist', 'client')

export interface PageWeight {
  /** Everything, gzip, in bytes. */
  readonly all: number
  readonly script: number
  /** A form for /api, or a script that calls it. */
  readonly isLive: boolean
}

/** What a tag loads: `href` of a link that fetches, `src`, `poster`, and the modules of Astro's islands. */
const LOADING_TAG = /<(link|script|img|source|video|audio|iframe|astro-island)\b[^>]*>/g
const FETCHING_LINK = /\brel="?(?:stylesheet|icon|preload|modulepreload|prefetch|manifest|apple-touch-icon)\b/
const ADDRESS = /\b(?:href|src|poster|component-url|renderer-url)="([^"]+)"/g
const IN_STYLE = /url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g
/**
 * Imported when a reader asks for them: tests/e2e/comfort.spec.ts holds that, and journeys/desk.spec.ts of the desk's views. A page that
 * imports one at once loads it.
 */
const ON_DEMAND = /\/(?:search-dialog|search-index|phone-code|refusals|[A-Z][a-z]+View)\.[\w-]+\.js$/
/** What every page runs (scripts/project/page-script.ts): a call in it makes no page live that has no form for it. */
const ON_EVERY_PAGE = /\/page\.[\w-]+\.js$/
/** Static imports, and dynamic ones too, though they may never come to pass. */
const IN_SCRIPT = /\b(?:from|import)\s*(\(?)\s*["'`]([^"'`]+)["'`]/g
/** The step behind the filled button, which a step's script fetches ahead: src/islands/turning.ts. */
const ONWARD = /<div class="bar".*?<a class="button" href="([^"]+)"/s
const AHEAD = /data-ahead="([^"]*)"/
/** The flow, which a step's script fetches for readers who have answered anything: src/islands/own-way.ts. */
const WAY = /data-way="([^"]+)"/
const LIVE_FORM = /\b(?:form)?action="?\/api\//
const LIVE_SCRIPT = /["'`/]api\//

/** @param file of the HTML, below the site's folder @param html what a reader gets of it, where the Worker fills it in */
export function weighPage(file: string, html = readFileSync(join(SITE, file), 'utf8')): PageWeight {
  const loaded = new Map<string, Buffer>()
  for (const address of findLoads(html)) follow(address, `/${posix.dirname(file)}/`, loaded)
  let all = gzipSync(html).byteLength
  let script = 0
  let isLive = LIVE_FORM.test(html)
  for (const [path, bytes] of loaded) {
    const weight = gzipSync(bytes).byteLength
    all += weight
    if (!path.endsWith('.js')) continue
    script += weight
    isLive ||= !ON_EVERY_PAGE.test(path) && LIVE_SCRIPT.test(bytes.toString())
  }
  return { all, script, isLive }
}

function findLoads(html: string): string[] {
  const onward = ONWARD.exec(html)?.[1] ?? ''
  const ahead = AHEAD.exec(html)?.[1]?.split(' ').includes(onward) === true ? [onward] : []
  const way = WAY.exec(html)?.[1]
  const tags = [...html.matchAll(LOADING_TAG)].filter(([tag, name]) => name !== 'link' || FETCHING_LINK.test(tag))
  return [
    ...ahead,
    ...(way === undefined ? [] : [way]),
    ...tags.flatMap(([tag]) => [...tag.matchAll(ADDRESS)].map(([, address = '']) => address)),
  ]
}

/** @throws when a file that the page asks for is not there, or is another site's: its weight cannot be known */
function follow(address: string, from: string, loaded: Map<string, Buffer>): void {
  if (address.startsWith('data:') || address.startsWith('#')) return
  const { origin, pathname } = new URL(address, `http://site${from}`)
  if (origin !== 'http://site') throw new Error(`${from} loads from another site: ${address}`)
  const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname
  if (loaded.has(path)) return
  const bytes = readFileSync(join(SITE, path))
  loaded.set(path, bytes)
  for (const next of findNext(path, bytes.toString())) follow(next, `${dirname(path)}/`, loaded)
}

function findNext(path: string, text: string): readonly string[] {
  if (path.endsWith('.css')) return [...text.matchAll(IN_STYLE)].map(([, one, other]) => one ?? other ?? '')
  if (!path.endsWith('.js')) return []
  return [...text.matchAll(IN_SCRIPT)].flatMap(([, dynamic, address = '']) =>
    dynamic !== '' && ON_DEMAND.test(address) ? [] : [address],
  )
}
