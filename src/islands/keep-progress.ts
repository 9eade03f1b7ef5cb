import { lookUp } from '../contract/look-up.ts'
import { NO_PROGRESS, type Progress, type ProgressEvent, reduce, refusalsOf } from '../wizard/progress.ts'
import { followReturns, uncoverReturns } from './carry-on.ts'
import { openProgressStore } from './open-progress-store.ts'
import { showOwnWay } from './own-way.ts'

/** Ends what the page listens to when another takes its place. */
let shown: AbortController | undefined

/**
 * Remembers on this device where the reader was, for each account. The page says by attributes what happens: `data-answer` on a link
 * answers the page's step; `data-proved` and `data-undone` list steps that the Worker knows about. `data-confirmed` lists those that
 * are shown as done while this page says so, and are never remembered: a connection may end, and memory would not notice.
 */
export function keepProgress(): void {
  shown?.abort()
  shown = new AbortController()
  const main = document.querySelector<HTMLElement>('main[data-flow]')
  const flow = main?.getAttribute('data-flow')
  if (!main || !flow) return
  const step = main.getAttribute('data-step')
  const store = openProgressStore()
  const confirmed = findListed(main, 'data-confirmed').flat()

  const dispatch = (...events: readonly ProgressEvent[]): Progress => {
    const before = store.read(flow)
    const progress = events.reduce(reduce, before)
    if (progress !== before && (before !== NO_PROGRESS || events.some(({ type }) => type !== 'undone'))) store.write(flow, progress)
    return progress
  }

  const progress = dispatch(
    ...findListed(main, 'data-undone').map((steps) => ({ type: 'undone', steps }) as const),
    ...findListed(main, 'data-proved').map((steps) => ({ type: 'proved', steps }) as const),
    ...(step === null ? [] : [{ type: 'visited', step } as const]),
  )
  const show = ({ answers }: Progress): void => {
    const mark = (): void => markRail(store.read(flow), confirmed)
    mark()
    if (step !== null) void showOwnWay(main, step, answers).then(mark)
  }
  show(progress)
  followReturns(main, flow, store)

  let refusals = step === null ? 0 : refusalsOf(progress, step)
  main.addEventListener('click', (event) => {
    if (step === null || !(event.target instanceof Element)) return
    const answer = event.target.closest('[data-answer]')?.getAttribute('data-answer')
    if (answer) {
      dispatch({ type: 'answered', step, answer })
      refusals = 0
    }
    const link = event.target.closest<HTMLAnchorElement>('a[data-refuse]')
    if (link === null) return
    event.preventDefault()
    // The second press of a double click is no second refusal.
    if (event.detail > 1) return
    // A browser that keeps nothing says each time that it is the first.
    refusals = Math.max(refusals + 1, refusalsOf(dispatch({ type: 'refused', step }), step))
    showRefusals(main, () => refusals).catch(() => location.assign(link.href))
  })
  void showRefusals(main, () => refusals).catch(() => undefined)
  // Coming back by the Back button shows the page as it was left, marks included.
  const remark = ({ persisted }: PageTransitionEvent) => {
    if (persisted) show(store.read(flow))
  }
  addEventListener('pageshow', remark, { signal: shown.signal })
}

/** What a reader who came through another flow sees of a step, before the step is drawn; the rest can follow. */
export function showReturns(): void {
  const main = document.querySelector('main[data-flow]')
  const flow = main?.getAttribute('data-flow')
  if (main && flow) uncoverReturns(main, flow, openProgressStore())
}

/** Loaded only for readers whom Xero has refused; there's none of it where the guide has been built again since the page was opened. */
async function showRefusals(main: HTMLElement, count: () => number): Promise<void> {
  if (count() === 0) return
  const { show } = await import('./refusals.ts')
  // By now there may be one more; the script that was asked for first need not come first.
  show(main, count())
}

const findListed = (main: Element, attribute: string): readonly (readonly string[])[] =>
  [...main.querySelectorAll(`[${attribute}]`)].map((element) => element.getAttribute(attribute)?.split(' ') ?? [])

function markRail({ answers, visited }: Progress, confirmed: readonly string[]): void {
  for (const stop of document.querySelectorAll('[data-rail-step]')) {
    const id = stop.getAttribute('data-rail-step') ?? ''
    const done = stop.hasAttribute('data-rail-confirmed') ? confirmed.includes(id) : lookUp(answers, id) !== undefined
    stop.classList.toggle('done', done)
    stop.classList.toggle('visited', visited.includes(id))
    for (const words of stop.querySelectorAll<HTMLElement>('[data-rail-done]')) words.hidden = !done
  }
  for (const chapter of document.querySelectorAll('[data-rail-chapter]')) {
    const stops = [...chapter.querySelectorAll('[data-rail-step]')]
    const done = stops.every((stop) => stop.classList.contains('done'))
    chapter.classList.toggle('done', done)
    for (const words of chapter.querySelectorAll<HTMLElement>('.chapter-title [data-rail-done]')) words.hidden = !done
  }
  for (const kept of document.querySelectorAll<HTMLElement>('[data-kept]')) kept.hidden = false
}
