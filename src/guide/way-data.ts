import { chaptersOf, findAhead, findStops, type ReleasedFlow } from './flows.ts'
import { langWithin } from './locale.ts'
import { PLACE_ICONS } from './place-icons.ts'
import { leftOf, type Words } from './words.ts'

/**
 * A flow with the words of its list of steps, for the script that shows readers their own way: src/islands/own-way.ts. Readers wait
 * for it, so nothing in it stands twice, and what is usual is left out.
 */
export async function readWayData(t: Words, locale: string, flow: ReleasedFlow) {
  const { id, start, steps } = flow
  const ahead = new Set<string>()
  const chapters: string[] = []
  const stops = await Promise.all(
    Object.entries(steps).map(async ([step, { next }]) => {
      const way = await findStops(locale, flow, step)
      const found = way.find((stop) => stop.id === step)
      if (found === undefined) throw new RangeError(`the way through "${step}" does not hold it`)
      const chapter = chaptersOf(flow, [found], (where) => t(`place.${where}`))[0]?.title ?? ''
      return { next, found, chapter, ahead: await findAhead(locale, flow, step, way) }
    }),
  )
  for (const stop of stops) {
    if (!chapters.includes(stop.chapter)) chapters.push(stop.chapter)
    for (const address of stop.ahead) ahead.add(address)
  }
  const own = stops.map(({ found }) => found)
  const longest = Math.ceil(own.reduce((sum, { minutes }) => sum + minutes, 0))
  return {
    id,
    start,
    steps: Object.fromEntries(
      stops.map(({ next, found: { id: step, place, minutes, label, address, written, confirmed }, chapter }) => [
        step,
        {
          ...{ next, place, minutes, label, chapter: chapters.indexOf(chapter) },
          lang: langWithin(locale, written),
          ...(confirmed ? { confirmed } : {}),
          ...(ahead.delete(address) ? {} : { alone: true as const }),
        },
      ]),
    ),
    chapters,
    icons: Object.fromEntries(own.map(({ place }) => [place, PLACE_ICONS[place]])),
    /** Those of other flows: of this one's steps every one that is not `alone` may be fetched ahead. */
    ahead: [...ahead],
    position: t('step.position', { number: '{number}', total: '{total}' }),
    left: Array.from({ length: longest + 1 }, (_, minutes) => leftOf(t, locale, minutes)),
    leftNone: t('rail.left-none'),
  }
}
