import { freeButtons } from './busy.ts'

/**
 * Says when the page's own policy stopped a form. `form-action` also binds every redirect that answers a form, so a step of the way
 * that the policy does not name ends the attempt without a word. Which step it was the browser does not tell: it names the form's own
 * address.
 *
 * @see https://www.w3.org/TR/CSP3/#directive-form-action
 */
export function wireFormStopped(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, disposition }) => {
    if (effectiveDirective !== 'form-action' || disposition !== 'enforce') return
    const note = document.querySelector<HTMLElement>('[data-form-stopped]')
    if (note === null) return
    freeButtons()
    note.hidden = false
    note.focus()
  })
}
