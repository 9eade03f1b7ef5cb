import { writeColumns } from '../project/table.ts'

/** What readers said of a page in one language, within the days that were asked for. */
export interface PageSignals {
  readonly page: string
  readonly locale: string
  readonly different: number
  readonly unhelpful: number
  readonly helpful: number
  /** Such as `2026-11-23`. */
  readonly firstDay: string
  readonly lastDay: string
}

const HEADINGS = ['page', 'language', 'different', 'not helpful', 'helpful', 'days']
const NUMBERS = [2, 3, 4]

/** A table for writers: the page with the most trouble first; with equal trouble the one with fewer thanks. */
export function describeSignals(pages: readonly PageSignals[], since: string): string {
  if (pages.length === 0) return `No reader has said anything since ${since}.`
  const trouble = ({ different, unhelpful }: PageSignals): number => different + unhelpful
  const sorted = [...pages].sort((a, b) => trouble(b) - trouble(a) || a.helpful - b.helpful || (a.page < b.page ? -1 : 1))
  return [`What readers said since ${since}, most trouble first`, '', writeColumns(HEADINGS, sorted.map(cellsOf), NUMBERS)].join(
    '\n',
  )
}

const cellsOf = ({ page, locale, different, unhelpful, helpful, firstDay, lastDay }: PageSignals): string[] => [
  page,
  locale,
  String(different),
  String(unhelpful),
  String(helpful),
  firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`,
]
