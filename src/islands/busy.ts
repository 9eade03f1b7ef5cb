/**
 * A form that leaves for Xero, or asks it, takes a moment. Its button keeps its place and says what it waits for, and a second press
 * sends nothing. The page has the words: `data-asking` on `body`.
 */
/** What these do, Xero has to answer for. */
const ASKS_XERO = /^\/api\/(xero|connection)\//
const wasCalled = new WeakMap<HTMLButtonElement, string>()

export function wireBusy(): void {
  // Whatever another script sends by itself, it also speaks for: it has prevented the form by now.
  document.addEventListener('submit', (event) => {
    const { submitter, target } = event
    if (event.defaultPrevented || !(target instanceof HTMLFormElement) || target.hasAttribute('data-signals')) return
    if (!(submitter instanceof HTMLButtonElement) || target.method !== 'post') return
    if (submitter.ariaDisabled === 'true') return event.preventDefault()
    setBusy(submitter, ASKS_XERO.test(new URL(target.action).pathname) ? document.body.dataset['asking'] : undefined)
  })
  // Coming back by the Back button, and a form that the browser stopped: the button can be pressed again.
  addEventListener('pageshow', freeButtons)
}

export function freeButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[aria-disabled="true"]')) setFree(button)
}

export function setBusy(button: HTMLButtonElement, words: string | undefined): void {
  wasCalled.set(button, labelOf(button).textContent)
  button.style.minWidth = `${button.offsetWidth}px`
  button.ariaDisabled = 'true'
  if (words !== undefined) nameButton(button, words)
}

export function setFree(button: HTMLButtonElement): void {
  const words = wasCalled.get(button)
  if (words === undefined) return
  wasCalled.delete(button)
  button.ariaDisabled = null
  button.style.minWidth = ''
  nameButton(button, words)
}

export function nameButton(button: HTMLButtonElement, words: string): void {
  labelOf(button).textContent = words
}

/** The words alone, where a sign stands beside them. */
const labelOf = (button: HTMLButtonElement): Element => button.querySelector('[data-label]') ?? button
