/**
 * `npm run campaign`: kills, faults, a KV out of order and ninety days, all of it; `-- crash faults` runs those alone. Prints a table for
 * each, and the seed; ends with 1 when something was lost. `CAMPAIGN_SEED=7` tries another course of chance, `CAMPAIGN_EVERY=10` every
 * tenth case alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '../project/tools.ts'
import { describeRows, type Row } from './campaign-table.ts'
import { killProcesses } from './kill-processes.ts'

/** A further campaign is a line here. */
const CAMPAIGNS: Readonly<Record<string, { readonly title: string; readonly file: string }>> = {
  crash: { title: 'Killed at an await', file: 'crash' },
  faults: { title: 'Xero out of order', file: 'fault' },
  kv: { title: 'KV out of order', file: 'kv' },
  days: { title: 'Ninety days', file: 'days' },
}

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly { readonly meta?: { readonly row?: Row } }[] }[]
}

/** One long row is easier read downwards. */
function tableOf(rows: readonly Row[]): string {
  const [only, ...others] = rows
  if (only === undefined || others.length > 0) return describeRows(rows)
  const [[first = '', number] = [], ...rest] = Object.entries(only)
  return describeRows(
    rest.map(([what, count]) => ({ [`${first}: ${number}`]: what, count })),
    { summed: false },
  )
}

const words = process.argv.slice(2)
const unknown = words.filter((word) => !Object.hasOwn(CAMPAIGNS, word))
if (unknown.length > 0) {
  console.error(`There is no campaign "${unknown.join('", "')}". There are: ${Object.keys(CAMPAIGNS).join(', ')}.`)
  process.exit(1)
}

const seed = process.env['CAMPAIGN_SEED'] ?? '20261127'
const every = process.env['CAMPAIGN_EVERY'] ?? '1'
const reports = mkdtempSync(join(tmpdir(), 'guide-campaign-'))
let isWhole = true
for (const [name, { title, file }] of Object.entries(CAMPAIGNS)) {
  if (words.length > 0 && !words.includes(name)) continue
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', '--project', 'campaigns', `tests/campaigns/${file}.test.ts`, ...reporters]
  const code = await runTool('vitest', args, { env: { CAMPAIGN: 'whole', CAMPAIGN_SEED: seed, CAMPAIGN_EVERY: every } })
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const rows = results.flatMap(({ meta }): Row[] => (meta?.row === undefined ? [] : [meta.row]))
  console.log(`\n${title} (seed ${seed}, every ${every})\n\n${tableOf(rows)}\n`)
  isWhole &&= code === 0
  if (name === 'crash') {
    const killed = await killProcesses()
    console.log(`\nThe process killed\n\n${describeRows(killed)}\n`)
    isWhole &&= killed.every(({ lost }) => lost === 0)
  }
}
rmSync(reports, { recursive: true })
console.log(isWhole ? 'Nothing is lost.' : 'Something is lost: see above.')
process.exitCode = isWhole ? 0 : 1
