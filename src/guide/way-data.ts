import { chaptersOf, findAhead, findStops, type ReleasedFlow } from './flows.ts'
import { langWithin } from './locale.ts'
import { PLACE_ICONS } from './place-icons.ts'
import { leftOf, type Words } from './words.ts'

/** A flow with the words of its list of steps, for the script that shows readers their own way: src/islands/own-way.ts. */
export async function readWayData(t: Words, locale: string, flow: ReleasedFlow) {
  const { id, start, steps } = flow
  const stops = await Promise.all(
    Object.keys(steps).map(async (step) => {
      const found = (await findStops(locale, flow, step)).find((stop) => stop.id === step)
      if (found === undefined) throw new RangeError(`the way through "${step}" does not hold it`)
      const { place, minutes, label, address, written, confirmed } = found
      const lang = langWithin(locale, written)
      const chapter = chaptersOf(flow, [found], (where) => t(`place.${where}`))[0]?.title ?? ''
      return { id: step, place, minutes, label, chapter, address, icon: PLACE_ICONS[place], lang, confirmed }
    }),
  )
  const ahead = await Promise.all(
    stops.map(async ({ id: step }) => findAhead(locale, flow, step, await findStops(locale, flow, step))),
  )
  const longest = Math.ceil(stops.reduce((sum, { minutes }) => sum + minutes, 0))
  return {
    flow: { id, start, steps },
    stops: Object.fromEntries(stops.map((stop) => [stop.id, stop])),
    ahead: [...new Set(ahead.flat())].join(' '),
    position: t('step.position', { number: '{number}', total: '{total}' }),
    left: Array.from({ length: longest + 1 }, (_, minutes) => leftOf(t, locale, minutes)),
    leftNone: t('rail.left-none'),
  }
}
