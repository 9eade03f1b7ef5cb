/**
 * A page is the same for everybody; its links, its list of steps, its number and Back are then made the reader's own, by what they
 * answered before. The flow itself is fetched once, by readers who have answered anything.
 */
import { lookUp } from '../contract/look-up.ts'
import { type Answers, answersOn, type Flow, type Given } from '../wizard/flow.ts'
import { ownWay } from '../wizard/plan.ts'
import { groupByChapter, minutesLeft, type Place } from '../wizard/rail.ts'
import { drawRails, type OwnStop } from './own-rail.ts'

/** A flow as its pages' script knows it: `/<flow>/way.json`. */
export interface WayData {
  readonly flow: Flow
  readonly stops: Readonly<Record<string, Omit<OwnStop, 'id' | 'icon'>>>
  readonly chapters: Readonly<Record<string, string>>
  readonly places: Readonly<Record<Place, { readonly title: string; readonly icon: string }>>
  /** With `{number}` and `{total}`. */
  readonly position: string
  /** How long is left, by whole minutes; and after the last step. */
  readonly left: readonly string[]
  readonly leftNone: string
}

/** By address; they stay while pages turn in place. */
const loaded = new Map<string, Promise<WayData>>()

/** @returns once the page shows the way, where it is another than everyone's */
export async function showOwnWay(main: HTMLElement, step: string, answers: Answers): Promise<void> {
  leadOn(main, answers)
  const address = main.dataset['way']
  if (address === undefined || Object.keys(answers).length === 0) return
  const data = await load(address).catch(() => undefined)
  const way = data && ownWay(data.flow, step, answers)
  if (data === undefined || way === undefined || !main.isConnected) return
  leadOn(main, answersOn(way, answers))
  draw(data, way, step)
}

/** `data-ways` on a link: where it leads by an earlier answer, and last for everyone. */
function leadOn(main: Element, answers: Answers): void {
  for (const link of main.querySelectorAll<HTMLAnchorElement>('a[data-ways]')) {
    const ways = JSON.parse(link.dataset['ways'] ?? '[]') as readonly { readonly to: string; readonly given?: Given }[]
    const own = ways.find(({ given }) => given === undefined || lookUp(answers, given.step) === given.answer)
    if (own !== undefined) link.setAttribute('href', own.to)
  }
}

function load(address: string): Promise<WayData> {
  const known = loaded.get(address) ?? fetch(address).then((answer) => answer.json() as Promise<WayData>)
  loaded.set(address, known)
  known.catch(() => loaded.delete(address))
  return known
}

function draw(data: WayData, way: readonly string[], step: string): void {
  const stops = way.flatMap((id): OwnStop[] => {
    const stop = lookUp(data.stops, id)
    return stop === undefined ? [] : [{ ...stop, id, icon: data.places[stop.place].icon }]
  })
  const at = stops.findIndex(({ id }) => id === step)
  const isLast = at === stops.length - 1
  drawRails(
    groupByChapter(stops, Object.keys(data.flow.steps), data.chapters, (place) => data.places[place].title),
    step,
  )

  const back = stops[at - 1]
  if (back !== undefined) document.querySelector('.bar-back .back')?.setAttribute('href', back.address)
  const position = data.position.replace('{number}', String(at + 1)).replace('{total}', String(stops.length))
  write('.position-words, .all-steps summary', position)
  write('[data-left]', isLast ? data.leftNone : (data.left[minutesLeft(stops, step)] ?? ''))
  const bar = document.querySelector('svg.progress')
  bar?.setAttribute('viewBox', `0 0 ${stops.length} 1`)
  bar?.firstElementChild?.setAttribute('width', String(at + 1))
  allowAhead(stops)
}

function write(where: string, words: string): void {
  for (const place of document.querySelectorAll(where)) place.textContent = words
}

/** What is now in the list may be fetched before it is asked for, as what was there could: see turning.ts. */
function allowAhead(stops: readonly OwnStop[]): void {
  const part = document.querySelector<HTMLElement>('[data-ahead]')
  if (part === null) return
  const own = stops.flatMap(({ live, address }) => (live ? [] : [address]))
  part.dataset['ahead'] = [...new Set([...(part.dataset['ahead'] ?? '').split(' '), ...own])].join(' ')
}
