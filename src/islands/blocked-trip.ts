/**
 * The browser may stop a form on its way to Xero: it holds every redirect that follows to the page's `form-action`. It would then do
 * nothing at all, so the page says what happened, beside the button that was pressed.
 */
export function wireBlockedTrips(): void {
  let pressed: Element | undefined
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof Element) pressed = target
  })
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    if (effectiveDirective !== 'form-action') return
    const words = pressed?.querySelector<HTMLElement>('[data-trip-blocked]')
    if (!words) return
    words.hidden = false
    // The button may be elsewhere on the page than its form.
    const details = words.closest('details')
    if (details !== null) details.open = true
    words.scrollIntoView({ block: 'nearest' })
  })
}
