/**
 * A page is the same for everybody; its links, its list of steps, its number and Back are then made the reader's own, by what they
 * answered before. The flow itself is fetched once, by readers who have answered anything.
 */
import { lookUp } from '../contract/look-up.ts'
import { type Answers, answersOn, type Flow, type Given, type Step } from '../wizard/flow.ts'
import { ownWay } from '../wizard/plan.ts'
import { groupNeighbours, minutesLeft, type Place } from '../wizard/rail.ts'
import { drawRails, type OwnStop } from './own-rail.ts'

/** A step in `/<flow>/way.json`. Its address is that of the file with the step's id in place of the name. */
interface SentStop extends Step {
  readonly place: Place
  readonly minutes: number
  readonly label: string
  /** Its place among the chapters. */
  readonly chapter: number
  /** Language of the label, where it is not the page's. */
  readonly lang?: string
  readonly confirmed?: true
  /** Its page is filled in for its reader, and isn't fetched before they ask for it. */
  readonly alone?: true
}

/** A flow as its pages' script knows it: `/<flow>/way.json`. */
interface SentWay extends Flow {
  readonly steps: Readonly<Record<string, SentStop>>
  /** Their titles. */
  readonly chapters: readonly string[]
  /** SVG paths, by place. */
  readonly icons: Readonly<Partial<Record<Place, string>>>
  /** Addresses in other flows that are the same for everybody: they may be fetched before they are asked for, see turning.ts. */
  readonly ahead: readonly string[]
  /** With `{number}` and `{total}`. */
  readonly position: string
  /** How long is left, by whole minutes; and after the last step. */
  readonly left: readonly string[]
  readonly leftNone: string
}

interface WayData extends Pick<SentWay, 'position' | 'left' | 'leftNone'> {
  readonly flow: Flow
  readonly stops: Readonly<Record<string, OwnStop>>
  /** Every address that may be fetched ahead, separated by spaces. */
  readonly ahead: string
}

/** By address; they stay while pages turn in place. */
const loaded = new Map<string, WayData>()

/** @returns once the page shows the way, where it is another than everyone's */
export async function showOwnWay(main: HTMLElement, step: string, answers: Answers): Promise<void> {
  leadOn(main, answers)
  const address = main.dataset['way']
  if (address === undefined || Object.keys(answers).length === 0) return
  const data = loaded.get(address) ?? (await load(address).catch(() => undefined))
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
    if (own) link.href = own.to
  }
}

async function load(address: string): Promise<WayData> {
  const way: SentWay = await (await fetch(address)).json()
  const { chapters, icons } = way
  const folder = address.slice(0, address.lastIndexOf('/') + 1)
  const addresses = [...way.ahead]
  const stops: Record<string, OwnStop> = {}
  for (const [id, { chapter, confirmed = false, alone, ...stop }] of Object.entries(way.steps)) {
    const own = `${folder}${id}/`
    if (alone === undefined) addresses.push(own)
    stops[id] = { ...stop, id, confirmed, address: own, chapter: chapters[chapter] ?? '', icon: icons[stop.place] ?? '' }
  }
  const data = { ...way, flow: way, stops, ahead: addresses.join(' ') }
  loaded.set(address, data)
  return data
}

function draw({ stops: all, position, left, leftNone, ahead }: WayData, way: readonly string[], step: string): void {
  const stops = way.flatMap((id) => lookUp(all, id) ?? [])
  const at = way.indexOf(step)
  const [number, total] = [String(at + 1), String(stops.length)]
  drawRails(
    groupNeighbours(stops, ({ chapter }) => chapter),
    step,
  )
  write('.position-words, .all-steps summary', position.replace('{number}', number).replace('{total}', total))
  write('[data-left]', (stops[at + 1] === undefined ? undefined : left[minutesLeft(stops, step)]) ?? leftNone)
  set('[data-back]', 'href', stops[at - 1]?.address ?? '')
  set('svg.progress', 'viewBox', `0 0 ${total} 1`)
  set('svg.progress rect', 'width', number)
  set('[data-ahead]', 'data-ahead', ahead)
}

function set(where: string, attribute: string, value: string): void {
  document.querySelector(where)?.setAttribute(attribute, value)
}

function write(where: string, words: string): void {
  for (const place of document.querySelectorAll(where)) place.textContent = words
}
