/** What every page gains with script: memory, search, copying, printing, turning to the next step, and focus after a step. */
import { wireBusy } from './busy.ts'
import { wireCopying } from './copying.ts'
import { wireFormStopped } from './form-stopped.ts'
import { wireKeepIt } from './keep-it.ts'
import { keepProgress, showReturns } from './keep-progress.ts'
import { offerLanguage } from './offer-language.ts'
import { wirePhone } from './phone.ts'
import { wireSearch } from './search.ts'
import { prepareOnward, wireTurning } from './turning.ts'

declare global {
  interface Document {
    /** True while the page is made ready before the reader asks for it; absent where the browser does not do so. */
    readonly prerendering?: boolean
  }
}

/** TypeScript does not know it yet. */
interface SwapEvent extends Event {
  readonly viewTransition?: { skipTransition(): void } | null
}

/** What changes nothing but the page itself, and may be done before anybody sees it. */
function wire(): void {
  wireCopying()
  wireKeepIt()
  wirePhone()
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => print())
  }
}

/** After a step from one page of the guide to another, focus moves to what the new page is about. */
function focusHeading(): void {
  const heading = document.querySelector('h1')
  if (heading === null) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

/** What is true only now that a reader is here. */
function arrive(): void {
  keepProgress()
  offerLanguage()
  if (location.hash === '' && document.referrer.startsWith(`${location.origin}/`)) focusHeading()
  wireTurning(() => {
    showReturns()
    focusHeading()
  })
}

wire()
wireSearch()
wireFormStopped()
wireBusy()
// A page that is only made ready has not been visited, and what it would remember may change until it is.
if (document.prerendering) document.addEventListener('prerenderingchange', arrive, { once: true })
else arrive()

document.addEventListener('turned', () => {
  keepProgress()
  wire()
  prepareOnward()
})

// Where the next page is made ready, it is there at once: fading would only keep the reader waiting. Elsewhere it spares them a flash.
if (HTMLScriptElement.supports?.('speculationrules')) {
  addEventListener('pageswap', (event) => (event as SwapEvent).viewTransition?.skipTransition())
}
