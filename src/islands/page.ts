/** What every page gains with script: memory, copying, printing, and focus after a step. */
import { wireCopying } from './copying.ts'
import { keepProgress } from './keep-progress.ts'

keepProgress()
wireCopying()

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
