/**
 * `npm test`: every layer. `npm run e2e` (`--layer e2e`): the built site, in a browser and by the commands. Ends with the runners'
 * sum, "N passed, N failed", as its last line.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.ts'
import { build } from './build.ts'
import { runTool } from './tools.ts'
import { addTotals, readTotals, type Totals } from './totals.ts'

const reports = mkdtempSync(join(tmpdir(), 'guide-tests-'))
const totals: Totals[] = []

async function runVitest(...projects: string[]): Promise<void> {
  const file = join(reports, `${projects.join('-')}.json`)
  const chosen = projects.flatMap((project) => ['--project', project])
  const code = await runTool('vitest', ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  totals.push(readTotals(file, code))
}

async function runJourneys(): Promise<void> {
  const browser = await ensureBrowser()
  if (browser === undefined) {
    console.error('The journeys need a browser: install Chromium or Chrome, or name one in CHROME_PATH.')
    totals.push({ passed: 0, failed: 1 })
    return
  }
  const file = join(reports, 'journeys.json')
  const env = { CHROME_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const code = await runTool('playwright', ['test', '--project', 'journeys', '--reporter=list,json'], { env })
  totals.push(readTotals(file, code))
}

if (!process.argv.includes('e2e')) {
  await runVitest('unit', 'content', 'edge')
  // By themselves: they keep both a clock and a processor busy.
  await runVitest('campaigns')
}
if ((await build()) === 0) {
  await runVitest('commands')
  await runJourneys()
} else {
  totals.push({ passed: 0, failed: 1 })
}
rmSync(reports, { recursive: true })
const { passed, failed } = addTotals(totals)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
