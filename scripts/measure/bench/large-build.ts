import type { Figure, Length } from './figure.ts'
import { timeBuild } from './large-site.ts'

const MOST_SECONDS = 60
/** The second thousand pages over the first: 1 when building is linear, 3 when it is quadratic. */
const MOST_GROWTH = 1.5

const inWords = (count: number): string => count.toLocaleString('en-AU')

export async function benchBuild(length: Length): Promise<readonly Figure[]> {
  const pages = length === 'short' ? 40 : 1_000
  const none = await timeBuild(0)
  const half = await timeBuild(pages)
  const whole = await timeBuild(2 * pages)
  const growth = (whole.cpuSeconds - half.cpuSeconds) / (half.cpuSeconds - none.cpuSeconds)
  return [
    { what: 'the guide alone', measured: none.seconds, unit: 's' },
    { what: `with ${inWords(pages)} more step pages, in flows of 20`, measured: half.seconds, unit: 's' },
    {
      what: `with ${inWords(2 * pages)} more step pages, in flows of 20`,
      measured: whole.seconds,
      unit: 's',
      budget: MOST_SECONDS,
    },
    { what: 'processor time of the guide alone', measured: none.cpuSeconds, unit: 's' },
    { what: 'processor time of the first half', measured: half.cpuSeconds - none.cpuSeconds, unit: 's' },
    { what: 'of the second half, over the first', measured: growth, unit: '', budget: MOST_GROWTH },
  ]
}
