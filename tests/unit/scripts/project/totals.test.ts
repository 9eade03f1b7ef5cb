import { describe, expect, it } from 'vitest'
import { addTotals, countPlaywright, countVitest, readTotals } from '../../../../scripts/project/totals.ts'

describe('the sum of the runners', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] }
    const whole = { status: 'failed', assertionResults: [{}] }
    expect(countVitest({ numPassedTests: 3, numFailedTests: 1, testResults: [broken, whole] })).toEqual({ passed: 3, failed: 2 })
  })

  it('counts an error outside the journeys as a failure', () => {
    const stats = { expected: 2, unexpected: 0, flaky: 1 }
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 1 })
  })

  it('counts a runner without a report as a failure', () => {
    expect(readTotals('/nowhere/at/all.json', 0)).toEqual({ passed: 0, failed: 1 })
  })

  it('adds', () => {
    expect(
      addTotals([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 })
  })
})
