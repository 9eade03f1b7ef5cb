import { writeColumns } from '../../project/table.ts'
import { type Figure, isMet } from './figure.ts'

const HEAD = ['bench', 'what', 'measured', 'budget', 'ratio', '']
const NUMBERS = [2, 3, 4]

/** A row for each figure: measured, budget, and measured over budget. */
export function describeFigures(figures: readonly (readonly [bench: string, figure: Figure])[]): string {
  return writeColumns(
    HEAD,
    figures.map(([bench, figure]) => [bench, ...rowOf(figure)]),
    NUMBERS,
  )
}

function rowOf(figure: Figure): string[] {
  const { what, measured, unit, budget, atLeast } = figure
  const withUnit = (value: string) => `${value}${unit === '' ? '' : ` ${unit}`}`
  if (budget === undefined) return [what, withUnit(format(measured)), '', '', '']
  const ratio = budget === 0 ? '' : format(measured / budget)
  const limit = `${atLeast ? '≥' : '≤'} ${withUnit(format(budget))}`
  return [what, withUnit(formatMeasured(figure)), limit, ratio, isMet(figure) ? 'met' : 'MISSED']
}

/** With as many digits as it takes to see whether the budget is met: 0.002 misses a budget of 0, and 0.00 would not. */
function formatMeasured(figure: Figure): string {
  for (let more = 0; more < 12; more += 1) {
    const text = format(figure.measured, more)
    if (isMet({ ...figure, measured: Number(text) }) === isMet(figure)) return text
  }
  return String(figure.measured)
}

const format = (value: number, more = 0): string =>
  Number.isInteger(value) ? String(value) : value.toFixed((Math.abs(value) < 10 ? 2 : 1) + more)
