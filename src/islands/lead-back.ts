/** On a page that is no step: its links back lead where the reader came from, if that was a page of ours. */
export function leadBack(): void {
  if (!document.referrer.startsWith(`${location.origin}/`)) return
  for (const link of document.querySelectorAll('[data-back]')) link.setAttribute('href', document.referrer)
}
