/**
 * `npm run bench`: measures against the budgets, in one run, and ends with 1 when one is missed; with `--report` only when
 * something could not be measured.
 * `npm run bench -- pages broker` runs those alone.
 */
import { benchBroker } from './bench/broker.ts'
import { benchCallback } from './bench/callback.ts'
import { benchCallers } from './bench/callers.ts'
import { type Figure, isMet } from './bench/figure.ts'
import { benchBuild } from './bench/large-build.ts'
import { benchLighthouse } from './bench/lighthouse.ts'
import { benchOnward } from './bench/onward.ts'
import { benchPages } from './bench/pages.ts'
import { describeFigures } from './bench/table.ts'
import { benchWorker } from './bench/worker.ts'

/** A further bench is a line here. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  pages: benchPages,
  onward: benchOnward,
  lighthouse: benchLighthouse,
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

let failures = 0
const figures: (readonly [bench: string, figure: Figure])[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`Measuring: ${name}`)
  try {
    for (const figure of await bench()) figures.push([name, figure])
  } catch (cause) {
    // The others are still worth knowing.
    failures += 1
    console.error(cause)
  }
}
console.log(`\n${describeFigures(figures)}\n`)
const missed = figures.filter(([, figure]) => !isMet(figure)).length
if (failures > 0) console.log(`Could not be measured: ${failures}.`)
console.log(missed === 0 ? 'No budget is missed.' : `Budgets missed: ${missed}.`)
const isFine = failures === 0 && (missed === 0 || words.includes('--report'))
process.exitCode = isFine ? 0 : 1
