/** What a step shows once Xero has refused its code. After the second time it stops: Xero locks a login after six. */
import { showWhen } from './show-when.ts'

const STOP_AT = 2

/** @param main of a step that has a `[data-refused]` */
export function show(main: HTMLElement, count: number): void {
  const place = main.querySelector<HTMLElement>('[data-refused]')
  if (place === null) return
  const isStopped = count >= STOP_AT
  if (isStopped) explain(main, place)
  showWhen(place, isStopped ? 'twice' : 'once')
  for (const part of main.querySelectorAll<HTMLElement>('.step-lead > .words, .step-drawing, .step-rest, .bar-action')) {
    part.hidden = isStopped
  }
  if (isStopped) place.querySelector<HTMLElement>('h2')?.focus()
}

/** The words are the step's own: where there is no script, they stand in a fold. */
function explain(main: HTMLElement, place: HTMLElement): void {
  const why = place.querySelector('[data-refused-why]')
  const words = main.querySelector('#refused-twice')
  if (why === null || why.firstChild !== null || words === null) return
  why.append(...words.cloneNode(true).childNodes)
  // Once more is once: the next refusal stops the step again.
  place.querySelector('[data-refused-again]')?.addEventListener('click', () => {
    show(main, STOP_AT - 1)
    place.querySelector<HTMLElement>('[data-refuse]')?.focus()
  })
}
