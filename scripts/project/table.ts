/** A row's cells, of which each column has as many as the head. */
export type Cells = readonly string[]

/** For a terminal: two spaces between columns. @param numbers the columns that stand at the right */
export function writeColumns(head: Cells, rows: readonly Cells[], numbers: readonly number[]): string {
  const pad = createPad([head, ...rows], numbers, 0)
  return [head, ...rows].map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n')
}

/** In Markdown, aligned as the formatter does, so that neither undoes the other's work. @param numbers the columns that stand at the right */
export function writeMarkdown(head: Cells, rows: readonly Cells[], numbers: readonly number[] = []): string {
  const pad = createPad([head, ...rows], numbers, 3)
  const lineOf = (cells: Cells): string => `| ${cells.join(' | ')} |`
  const rule = head.map((_, at) => `${pad('', at).slice(1).replaceAll(' ', '-')}${numbers.includes(at) ? ':' : '-'}`)
  return [lineOf(head.map(pad)), lineOf(rule), ...rows.map((cells) => lineOf(cells.map(pad)))].join('\n')
}

/** Makes a cell as wide as the widest of its column. */
function createPad(rows: readonly Cells[], numbers: readonly number[], least: number) {
  const widths = rows[0]?.map((_, at) => Math.max(least, ...rows.map((cells) => cells[at]?.length ?? 0)))
  return (cell: string, at: number): string => {
    const width = widths?.[at] ?? 0
    return numbers.includes(at) ? cell.padStart(width) : cell.padEnd(width)
  }
}
