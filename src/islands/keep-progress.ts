import { createProgressStore } from '../store/progress-store.ts'
import { type Flow, replay } from '../wizard/flow.ts'
import { NO_PROGRESS, type Progress, type ProgressEvent, reduce } from '../wizard/progress.ts'
import { readData } from './page-data.ts'

/** What the start page tells the script about its flow. */
interface FlowData {
  readonly flow: Flow
  /** By step id. */
  readonly steps: Readonly<Record<string, { readonly title: string; readonly address: string }>>
  /** With `{step}`. */
  readonly words: string
}

/**
 * Remembers on this device where the reader was. The page says by attributes what happens: `data-answer` on a link answers the
 * page's step; `data-proved` and `data-undone` list steps that the Worker knows about.
 */
export function keepProgress(): void {
  const main = document.querySelector('main[data-flow]')
  const flow = main?.getAttribute('data-flow')
  if (!main || !flow) return
  const step = main.getAttribute('data-step')
  const store = createProgressStore(openStorage(), () => Math.floor(Date.now() / 1000))

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
  markRail(progress)
  offerToContinue(progress)

  main.addEventListener('click', ({ target }) => {
    const answer = target instanceof Element ? target.closest('[data-answer]')?.getAttribute('data-answer') : undefined
    if (step !== null && answer) dispatch({ type: 'answered', step, answer })
  })
  // Coming back by the Back button shows the page as it was left, marks included.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) markRail(store.read(flow))
  })
}

const findListed = (main: Element, attribute: string): readonly (readonly string[])[] =>
  [...main.querySelectorAll(`[${attribute}]`)].map((element) => element.getAttribute(attribute)?.split(' ') ?? [])

function markRail({ answers, visited }: Progress): void {
  for (const stop of document.querySelectorAll('[data-rail-step]')) {
    const id = stop.getAttribute('data-rail-step') ?? ''
    const done = answers[id] !== undefined
    stop.classList.toggle('done', done)
    stop.classList.toggle('visited', visited.includes(id))
    for (const words of stop.querySelectorAll<HTMLElement>('[data-rail-done]')) words.hidden = !done
  }
  for (const kept of document.querySelectorAll<HTMLElement>('[data-kept]')) kept.hidden = false
}

function offerToContinue(progress: Progress): void {
  const place = document.querySelector<HTMLElement>('[data-continue]')
  const data = readData<FlowData>('flow-data')
  if (place === null || data === undefined) return
  const { current, path, finished } = replay(data.flow, progress.answers)
  const link = place.querySelector('a')
  const step = data.steps[current]
  const start = document.querySelector('[data-start]')?.getAttribute('href')
  if (link === null || step === undefined || finished || path.length < 2 || step.address === start) return
  link.href = step.address
  for (const words of place.querySelectorAll('[data-continue-step]')) words.textContent = data.words.replace('{step}', step.title)
  place.hidden = false
}

/** Reading `localStorage` throws where the browser forbids it; the store takes an empty one then. */
function openStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return localStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined }
  }
}
