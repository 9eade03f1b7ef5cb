import { existsSync, readFileSync } from 'node:fs'

export interface Totals {
  readonly passed: number
  readonly failed: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number }
  readonly errors: readonly unknown[]
}

/** A file that could not even be loaded has no tests; it counts as one failure, so that it cannot vanish from the sum. */
export function countVitest(report: VitestReport): Totals {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}

/** An error outside every test, such as in the set-up, counts as one failure. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Totals {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
}

/** Reads a runner's report; a runner that left none, or failed without saying where, counts as one failure. */
export function readTotals(file: string, exitCode: number): Totals {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport | PlaywrightReport
  const { passed, failed } = 'stats' in report ? countPlaywright(report) : countVitest(report)
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) }
}

export const addTotals = (all: readonly Totals[]): Totals => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
})
