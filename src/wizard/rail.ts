import { lookUp } from '../contract/look-up.ts'

/** Where a step happens. */
export const PLACES = ['mistable', 'xero', 'phone', 'email', 'here'] as const
export type Place = (typeof PLACES)[number]

export interface Stop {
  readonly id: string
  readonly place: Place
  readonly minutes: number
}

export interface Chapter<S extends Stop> {
  readonly title: string
  readonly stops: readonly S[]
}

/** Neighbours with one title stand together; a title that comes again later is a chapter again. */
export function groupNeighbours<S extends Stop>(stops: readonly S[], titleOf: (stop: S) => string): readonly Chapter<S>[] {
  const chapters: { title: string; stops: S[] }[] = []
  for (const stop of stops) {
    const last = chapters.at(-1)
    const title = titleOf(stop)
    if (last?.title === title) last.stops.push(stop)
    else chapters.push({ title, stops: [stop] })
  }
  return chapters
}

/**
 * Folds stops into chapters. A chapter begins with the step that it is named under, in the order of the file, and goes on to the next.
 *
 * @param order every step of the flow, as the writer has them
 * @param titles by the step that the chapter begins with; without any, neighbours in one place are a chapter, named by `titleOf`
 */
export function groupByChapter<S extends Stop>(
  stops: readonly S[],
  order: readonly string[],
  titles: Readonly<Record<string, string>>,
  titleOf: (place: Place) => string,
): readonly Chapter<S>[] {
  const starts = order.filter((id) => Object.hasOwn(titles, id))
  if (starts.length === 0) return groupNeighbours(stops, ({ place }) => titleOf(place))
  const startOf = (id: string): string | undefined =>
    starts.findLast((start) => order.indexOf(start) <= order.indexOf(id)) ?? starts[0]
  return starts.flatMap((start) => {
    const inside = stops.filter(({ id }) => startOf(id) === start)
    return inside.length === 0 ? [] : [{ title: lookUp(titles, start) ?? '', stops: inside }]
  })
}

/** Whole minutes from a stop to the end, that stop included, rounded up; 0 only when nothing takes any time. */
export function minutesLeft(stops: readonly Stop[], from: string): number {
  const start = stops.findIndex((stop) => stop.id === from)
  if (start === -1) throw new RangeError(`"${from}" is not on the way`)
  return Math.ceil(stops.slice(start).reduce((sum, stop) => sum + stop.minutes, 0))
}
