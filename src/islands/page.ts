/** What every page gains with script: memory, search, copying, printing, and focus after a step. */
import { wireCopying } from './copying.ts'
import { keepProgress } from './keep-progress.ts'
import { wirePhone } from './phone.ts'
import { wireSearch } from './search.ts'

declare global {
  interface Document {
    /** True while the page is made ready before the reader asks for it; absent where the browser does not do so. */
    readonly prerendering?: boolean
  }
}

function start(): void {
  keepProgress()
  wireCopying()
  wireSearch()
  wirePhone()

  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => print())
  }

  // After a step from one page of the guide to another, focus moves to what the new page is about.
  const heading = document.querySelector('h1')
  if (heading !== null && location.hash === '' && document.referrer.startsWith(`${location.origin}/`)) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
}

// A page that is only made ready has not been visited, and what it would remember may change until it is.
if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true })
else start()
