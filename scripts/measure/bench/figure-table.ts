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
  const withUnit = (value: number) => `${format(value)}${unit === '' ? '' : ` ${unit}`}`
  if (budget === undefined) return [what, withUnit(measured), '', '', '']
  const ratio = budget === 0 ? '' : format(measured / budget)
  return [what, withUnit(measured), `${atLeast ? '≥' : '≤'} ${withUnit(budget)}`, ratio, isMet(figure) ? 'met' : 'MISSED']
}

const format = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1))
