/**
 * A page is the same for everybody; its links, its list of steps, its number and Back are then made the reader's own, by what they
 * answered before. The flow itself is fetched once, by readers who have answered anything.
 */
import { lookUp } from '../contract/look-up.ts'
import { type Answers, answersOn, type Flow, type Given } from '../wizard/flow.ts'
import { ownWay } from '../wizard/plan.ts'
import { groupNeighbours, minutesLeft } from '../wizard/rail.ts'
import { drawRails, type OwnStop } from './own-rail.ts'

/** A flow as its pages' script knows it: `/<flow>/way.json`. */
export interface WayData {
  readonly flow: Flow
  readonly stops: Readonly<Record<string, OwnStop>>
  /** Addresses that are the same for everybody, separated by spaces: these may be fetched before they are asked for, see turning.ts. */
  readonly ahead: string
  /** With `{number}` and `{total}`. */
  readonly position: string
  /** How long is left, by whole minutes; and after the last step. */
  readonly left: readonly string[]
  readonly leftNone: string
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
  const data: WayData = await (await fetch(address)).json()
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
  set('.bar-back .back', 'href', stops[at - 1]?.address ?? '')
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
