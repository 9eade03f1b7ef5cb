import type { ProgressStore } from '../store/progress-store.ts'
import type { Return } from '../wizard/flow.ts'
import { reduce } from '../wizard/progress.ts'

/** Shows what is meant for readers who came through another flow, and hides what is meant for the others. */
export function uncoverReturns(within: ParentNode, flow: string, store: ProgressStore): void {
  const returns = [...within.querySelectorAll<HTMLElement>('[data-return]')]
  if (returns.length === 0) return
  const place = store.read(flow).carryOn
  const key = place === undefined ? undefined : `${place.flow}/${place.step}`
  const found = returns.filter((part) => part.dataset['return'] === key)
  for (const part of found) part.hidden = false
  if (found.length > 0) for (const part of within.querySelectorAll<HTMLElement>('[data-return-none]')) part.hidden = true
}

/**
 * Remembers where a reader comes back to who goes through another flow in the middle of one. The page says by attributes:
 * `data-enter` on a link names the flow that it enters, and `data-carry-on` where it comes back to; in that flow `data-return` names
 * each such place, `data-return-none` is for readers who came from nowhere, and `data-leave` goes back.
 */
export function followReturns(main: Element, flow: string, store: ProgressStore): void {
  uncoverReturns(document, flow, store)
  main.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null
    const carryOn = readReturn(link?.getAttribute('data-carry-on'))
    const entered = link?.getAttribute('data-enter')
    if (entered && carryOn !== undefined) store.write(entered, reduce(store.read(entered), { type: 'entered', carryOn }))
    if (link?.hasAttribute('data-leave')) store.write(flow, reduce(store.read(flow), { type: 'left' }))
  })
}

function readReturn(key: string | null | undefined): Return | undefined {
  const [flow, step] = key?.split('/') ?? []
  return flow !== undefined && step !== undefined ? { flow, step } : undefined
}
