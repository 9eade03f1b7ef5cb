import type { Figure } from './figure.ts'
import { timeBuild } from './large-site.ts'

const MOST_SECONDS = 60
/** The second thousand pages over the first: 1 when building is linear, 3 when it is quadratic. */
const MOST_GROWTH = 1.5

export async function benchBuild(): Promise<readonly Figure[]> {
  const none = await timeBuild(0)
  const half = await timeBuild(1_000)
  const whole = await timeBuild(2_000)
  const growth = (whole.cpuSeconds - half.cpuSeconds) / (half.cpuSeconds - none.cpuSeconds)
  return [
    { what: 'the guide alone', measured: none.seconds, unit: 's' },
    { what: 'with 1,000 more step pages, in flows of 20', measured: half.seconds, unit: 's' },
    { what: 'with 2,000 more step pages, in flows of 20', measured: whole.seconds, unit: 's', budget: MOST_SECONDS },
    { what: 'processor time of the guide alone', measured: none.cpuSeconds, unit: 's' },
    { what: 'processor time of the first thousand', measured: half.cpuSeconds - none.cpuSeconds, unit: 's' },
    { what: 'of the second thousand, over the first', measured: growth, unit: '', budget: MOST_GROWTH },
  ]
}
