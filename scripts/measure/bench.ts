/**
 * `npm run bench`: measures against the budgets, in one run, and ends with 1 when one is missed; with `--report` only when
 * something could not be measured.
 * `npm run bench -- pages broker` runs those alone. `-- --short` runs one short round of each on the site as it is built, to see that
 * each still measures something: `npm test` does.
 */
import { BENCHES } from './bench/benches.ts'
import { type Figure, isMet } from './bench/figure.ts'
import { describeFigures } from './bench/figure-table.ts'

const words = process.argv.slice(2)
const chosen = words.filter((word) => !['--report', '--short'].includes(word))
const length = words.includes('--short') ? 'short' : 'whole'
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
    const measured = await bench(length)
    const lost = measured.filter(({ measured }) => !Number.isFinite(measured))
    if (measured.length === 0 || lost.length > 0)
      throw new Error(`The bench "${name}" measured nothing: ${lost.map(({ what }) => what).join(', ')}`)
    for (const figure of measured) figures.push([name, figure])
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
