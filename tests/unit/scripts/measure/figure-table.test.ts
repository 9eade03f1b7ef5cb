import { expect, it } from 'vitest'
import type { Figure } from '../../../../scripts/measure/bench/figure.ts'
import { describeFigures } from '../../../../scripts/measure/bench/figure-table.ts'

const row = (figure: Partial<Figure>): string | undefined =>
  describeFigures([['a bench', { what: 'a figure', measured: 0, unit: '', ...figure }]])
    .trimEnd()
    .split('\n')
    .at(-1)

it.each([
  [{ measured: 0.0004, budget: 0 }, '0.0004', 'MISSED'],
  [{ measured: 0, budget: 0 }, '0', 'met'],
  [{ measured: 70.04, unit: 'ms', budget: 70 }, '70.04 ms', 'MISSED'],
  [{ measured: 81.26, unit: 'ms', budget: 70 }, '81.3 ms', 'MISSED'],
  [{ measured: 0.6996, budget: 0.7, atLeast: true }, '0.6996', 'MISSED'],
  [{ measured: 6.126, unit: 'kB', budget: 8 }, '6.13 kB', 'met'],
])('writes %o with the digits that show whether its budget is met', (figure, measured, verdict) => {
  expect(row(figure)).toMatch(new RegExp(`  ${measured.replace('.', '\\.')}  .*${verdict}$`))
})
