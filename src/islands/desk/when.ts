/** Times as the desk shows them: Sydney's, as on the customer's own page. */
const ZONE = 'Australia/Sydney'
const DAY_SECONDS = 86_400

const write = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-AU', { ...options, timeZone: ZONE }).format(new Date(at * 1000))

/** Such as `24 Nov 2026`. */
export const dayOf = (at: number): string => write(at, { dateStyle: 'medium' })

/** Such as `Today, 10:07 am`. @param now Unix seconds, as `at` */
export function momentOf(at: number, now: number): string {
  const time = write(at, { timeStyle: 'short' })
  const day = dayOf(at)
  if (day === dayOf(now)) return `Today, ${time}`
  if (day === dayOf(now - DAY_SECONDS)) return `Yesterday, ${time}`
  if (day === dayOf(now + DAY_SECONDS)) return `Tomorrow, ${time}`
  return `${day}, ${time}`
}

/** The same inside a sentence: `today, 10:07 am`. */
export const momentWithin = (at: number, now: number): string =>
  momentOf(at, now).replace(/^(?:Today|Yesterday|Tomorrow)/, (day) => day.toLowerCase())

const UNITS = [
  ['day', DAY_SECONDS],
  ['hour', 3600],
  ['minute', 60],
] as const

/** Such as `12 minutes ago`, or `in 3 hours`. */
export function distanceOf(at: number, now: number): string {
  const apart = at - now
  const [unit, seconds] = UNITS.find(([, span]) => Math.abs(apart) >= span) ?? ['second', 1]
  const format = new Intl.RelativeTimeFormat('en-AU', { numeric: unit === 'second' ? 'auto' : 'always' })
  return unit === 'second' ? 'just now' : format.format(Math.trunc(apart / seconds), unit)
}
