import { gzipSync } from 'node:zlib'
import { readBundle } from './bundle.ts'
import { type Figure, type Length, middleOf } from './figure.ts'
import { moduleOf, RUNTIME, startWorkers } from './workerd.ts'

const SIZE_KB = 80
const START_UP_MS = 10
const ROUNDS = 60

/**
 * Every request names a Worker that workerd has not seen, and so starts one: a new isolate, which reads, compiles and runs the
 * modules before it answers. Both kinds carry the same bytes; the empty one leaves them unread. Neither handles a request of the
 * guide: start-up alone is measured.
 */
const STARTER = `
const MAIN = 'import "./code.js"\\nexport default { fetch: () => new Response("started") }'
export default {
  fetch(request, { LOADER, GUIDE, RUNTIME }) {
    const name = new URL(request.url).pathname
    const guide = name.startsWith('/guide/')
    const modules = { 'main.js': MAIN, 'code.js': guide ? GUIDE : '', 'unread.txt': { text: guide ? '' : GUIDE } }
    return LOADER.get(name, () => ({ ...RUNTIME, mainModule: 'main.js', modules })).getEntrypoint().fetch(request)
  },
}`

export async function benchWorker(length: Length): Promise<readonly Figure[]> {
  const bundle = await readBundle()
  const { guide, empty } = await measureStarts(bundle, length === 'short' ? 1 : ROUNDS)
  const over = guide.map((time, round) => time - (empty[round] ?? Number.NaN))
  return [
    { what: 'bundle, gzip', measured: gzipSync(bundle).byteLength / 1000, unit: 'kB', budget: SIZE_KB },
    { what: "the desk's bundle, gzip", measured: gzipSync(await readBundle('wrangler.desk.toml')).byteLength / 1000, unit: 'kB' },
    { what: 'start-up', measured: middleOf(guide), unit: 'ms' },
    { what: 'start-up of an empty Worker', measured: middleOf(empty), unit: 'ms' },
    { what: 'start-up over the empty Worker, quietest', measured: Math.min(...guide) - Math.min(...empty), unit: 'ms' },
    { what: 'start-up over the empty Worker, median', measured: middleOf(over), unit: 'ms', budget: START_UP_MS },
  ]
}

/** @returns milliseconds, round by round */
async function measureStarts(bundle: string, rounds: number): Promise<{ readonly guide: number[]; readonly empty: number[] }> {
  const bindings = { GUIDE: bundle, RUNTIME }
  const workers = await startWorkers([
    { name: 'starter', modules: [moduleOf('starter.js', STARTER)], bindings, workerLoaders: { LOADER: {} } },
  ])
  try {
    const origin = await workers.originOf('starter')
    const times = { guide: [] as number[], empty: [] as number[] }
    // The first of each finds workerd itself cold, and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of ['guide', 'empty'] as const) {
        const time = await measureStart(`${origin}/${kind}/${round}`)
        if (round > 0) times[kind].push(time)
      }
    }
    return times
  } finally {
    await workers.close()
  }
}

async function measureStart(url: string): Promise<number> {
  const startedAt = performance.now()
  const text = await (await fetch(url)).text()
  if (text !== 'started') throw new Error(`a Worker did not start: ${text.slice(0, 200)}`)
  return performance.now() - startedAt
}
