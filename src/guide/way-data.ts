import { PLACES } from '../wizard/rail.ts'
import { findStops, type ReleasedFlow } from './flows.ts'
import { isLive } from './live-steps.ts'
import { langWithin } from './locale.ts'
import { PLACE_ICONS } from './place-icons.ts'
import { readStep } from './steps.ts'
import { leftOf, type Words } from './words.ts'

/** A flow with the words of its list of steps, for the script that shows readers their own way: src/islands/own-way.ts. */
export async function readWayData(t: Words, locale: string, { id, start, steps, chapters }: ReleasedFlow) {
  const flow = { id, start, steps }
  const stops = await Promise.all(
    Object.keys(steps).map(async (step) => {
      const found = (await findStops(locale, flow, step)).find((stop) => stop.id === step)
      if (found === undefined) throw new RangeError(`the way through "${step}" does not hold it`)
      const { place, minutes, label, address, written, confirmed } = found
      const live = isLive((await readStep(locale, step)).entry.data)
      return [step, { place, minutes, label, address, lang: langWithin(locale, written), confirmed, live }] as const
    }),
  )
  const longest = Math.ceil(stops.reduce((sum, [, { minutes }]) => sum + minutes, 0))
  return {
    flow,
    stops: Object.fromEntries(stops),
    chapters,
    places: Object.fromEntries(PLACES.map((place) => [place, { title: t(`place.${place}`), icon: PLACE_ICONS[place] }])),
    position: t('step.position', { number: '{number}', total: '{total}' }),
    left: Array.from({ length: longest + 1 }, (_, minutes) => leftOf(t, locale, minutes)),
    leftNone: t('rail.left-none'),
  }
}
