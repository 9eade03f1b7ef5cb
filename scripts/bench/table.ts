import { type Figure, isMet } from './figure.ts'

const HEAD = ['bench', 'what', 'measured', 'budget', 'ratio', '']

/** A row for each figure: measured, budget, and measured over budget. */
export function describeFigures(figures: readonly (readonly [bench: string, figure: Figure])[]): string {
  const rows = [HEAD, ...figures.map(([bench, figure]) => [bench, ...rowOf(figure)])]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const isNumber = (column: number) => column >= 2 && column <= 4
  const pad = (text: string, column: number) =>
    isNumber(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}

function rowOf(figure: Figure): string[] {
  const { what, measured, unit, budget, atLeast } = figure
  const withUnit = (value: number) => `${format(value)}${unit === '' ? '' : ` ${unit}`}`
  if (budget === undefined) return [what, withUnit(measured), '', '', '']
  const ratio = budget === 0 ? '' : format(measured / budget)
  return [what, withUnit(measured), `${atLeast ? '≥' : '≤'} ${withUnit(budget)}`, ratio, isMet(figure) ? 'met' : 'MISSED']
}

const format = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1))
