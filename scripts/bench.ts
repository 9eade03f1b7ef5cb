/**
 * `npm run bench`: measures against the budgets, in one run, and ends with 1 when one is missed; with `--report` it only tells.
 * `npm run bench -- pages broker` runs those alone.
 */
import { benchBroker } from './bench/broker.ts'
import { benchCallback } from './bench/callback.ts'
import { benchCallers } from './bench/callers.ts'
import { type Figure, isMet } from './bench/figure.ts'
import { benchBuild } from './bench/large-build.ts'
import { benchPages } from './bench/pages.ts'
import { describeFigures } from './bench/table.ts'
import { benchWorker } from './bench/worker.ts'

/** A further bench is a line here. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  pages: benchPages,
  worker: benchWorker,
  broker: benchBroker,
  callers: benchCallers,
  callback: benchCallback,
  build: benchBuild,
}

const words = process.argv.slice(2)
const chosen = words.filter((word) => word !== '--report')
const unknown = chosen.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(1)
}

const figures: (readonly [bench: string, figure: Figure])[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`Measuring: ${name}`)
  for (const figure of await bench()) figures.push([name, figure])
}
console.log(`\n${describeFigures(figures)}\n`)
const missed = figures.filter(([, figure]) => !isMet(figure)).length
console.log(missed === 0 ? 'Every budget is met.' : `Budgets missed: ${missed}.`)
process.exitCode = missed === 0 || words.includes('--report') ? 0 : 1
