import { lookUp } from '../../src/contract/look-up.ts'
import { writeMarkdown } from '../project/table.ts'

export type Row = Readonly<Record<string, string | number>>

/** A table in Markdown: columns as the first row has them. @param options `summed` adds a sum of each column of numbers where there are several rows */
export function describeRows(rows: readonly Row[], { summed } = { summed: true }): string {
  const columns = Object.keys(rows[0] ?? {})
  const isNumber = (column: string) => rows.every((row) => typeof lookUp(row, column) === 'number')
  const sum = (column: string) => rows.reduce((total, row) => total + Number(lookUp(row, column)), 0)
  const total = columns.map((column, index) => (index === 0 ? 'together' : isNumber(column) ? String(sum(column)) : ''))
  const lines = rows.map((row) => columns.map((column) => String(lookUp(row, column) ?? '')))
  const numbers = columns.flatMap((column, index) => (isNumber(column) ? [index] : []))
  return writeMarkdown(columns, [...lines, ...(summed && rows.length > 1 ? [total] : [])], numbers)
}
