/** Where a step happens. */
export const PLACES = ['mistable', 'xero', 'phone', 'email', 'here'] as const
export type Place = (typeof PLACES)[number]

export interface Stop {
  readonly id: string
  readonly place: Place
  readonly minutes: number
}

/** Neighbours in one place stand together; a place that comes again later is a group again. */
export function groupByPlace<S extends Stop>(
  stops: readonly S[],
): readonly { readonly place: Place; readonly stops: readonly S[] }[] {
  const groups: { place: Place; stops: S[] }[] = []
  for (const stop of stops) {
    const last = groups.at(-1)
    if (last?.place === stop.place) last.stops.push(stop)
    else groups.push({ place: stop.place, stops: [stop] })
  }
  return groups
}

/** Whole minutes from a stop to the end, that stop included, rounded up; 0 only when nothing takes any time. */
export function minutesLeft(stops: readonly Stop[], from: string): number {
  const start = stops.findIndex((stop) => stop.id === from)
  if (start === -1) throw new RangeError(`"${from}" is not on the way`)
  return Math.ceil(stops.slice(start).reduce((sum, stop) => sum + stop.minutes, 0))
}
