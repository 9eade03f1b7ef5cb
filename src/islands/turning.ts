/**
 * Turns from one step to the next within the same document, where the browser has the Navigation API: the next step is fetched and
 * parsed before it is asked for, and takes the place of this one's words at the press. Nothing is loaded, and nothing flashes. A page
 * names in `data-ahead` the steps that are the same for everybody; every other link, and every browser without the API, goes its usual way.
 *
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigation-api
 */

import { createParts, type StepParts } from './step-parts.ts'

declare global {
  interface DocumentEventMap {
    /** Another step has taken the place of the one that was shown, and has been drawn: whatever listens to its elements looks again. */
    turned: Event
  }
}

interface Ready {
  readonly page: Document
  /** Made before they are asked for; undefined once they are used up. */
  parts: StepParts | undefined
}

/** Steps that have been fetched, by address; they stay, since readers go back. */
const ready = new Map<string, Ready>()

/** What is left to do of the last turn. */
let finish: (() => void) | undefined

/** @param show what a step needs as soon as it is seen; all else waits for `turned` */
export function wireTurning(show: () => void): void {
  const { navigation } = window
  if (navigation === undefined) return
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination
    const isPlain = event.canIntercept && !event.hashChange && event.downloadRequest === null && event.formData === null
    // The browser goes back to a step that was turned from without loading it: the page has to bring it.
    const isReturn = event.navigationType === 'traverse' && sameDocument
    const isOnward = event.navigationType === 'push' && ready.has(url)
    if (isPlain && (isReturn || isOnward)) event.intercept({ focusReset: 'manual', handler: () => turnTo(url, show) })
  })
  // What a reader points at is there when they press it.
  for (const type of ['pointerover', 'focusin'] as const) {
    addEventListener(type, ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link !== null) prepare(link)
    })
  }
  // Whoever presses again at once presses on a whole page.
  addEventListener('click', () => finish?.(), { capture: true })
  prepareOnward()
}

/** Nearly every reader goes on by the filled button. */
export function prepareOnward(): void {
  const link = document.querySelector<HTMLAnchorElement>('.bar a.button:not([hidden])')
  if (link !== null && window.navigation !== undefined) prepare(link)
}

function prepare(link: HTMLAnchorElement): void {
  const ahead = link.closest('[data-ahead]')?.getAttribute('data-ahead')?.split(' ') ?? []
  // Without it the link goes its usual way.
  if (ahead.includes(link.pathname) && !ready.has(link.href)) void fetchPage(link.href).catch(() => undefined)
}

async function turnTo(address: string, show: () => void): Promise<void> {
  const fetched = ready.get(address) ?? (await fetchPage(address).catch(() => undefined))
  if (fetched === undefined) return location.reload()
  const { page, parts = createParts(page) } = fetched
  fetched.parts = undefined
  finish?.()
  parts.show()
  show()
  const complete = () => {
    if (finish !== complete) return
    finish = undefined
    parts.complete()
    document.dispatchEvent(new Event('turned'))
  }
  finish = complete
  // A page that nobody sees has no frames.
  if (document.hidden) complete()
  else requestAnimationFrame(() => setTimeout(complete))
}

/** @throws when it is not there, or is built otherwise than this page, as after a deployment: it needs styles and scripts of its own */
async function fetchPage(address: string): Promise<Ready> {
  const answer = await fetch(address)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (!answer.ok || filesOf(page) !== filesOf(document)) throw new Error('the page has to be loaded')
  const fetched = { page, parts: createParts(page) }
  ready.set(address, fetched)
  return fetched
}

const filesOf = (page: Document): string =>
  [...page.querySelectorAll('link[rel=stylesheet], script[type=module]')]
    .map((part) => part.getAttribute('href') ?? part.getAttribute('src'))
    .sort()
    .join(' ')
