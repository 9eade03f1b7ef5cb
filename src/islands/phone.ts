/**
 * "Continue on my phone": the page has the dialog, hidden; the code in it is drawn when it is asked for. It leads to this page, or to the
 * one that `data-phone-open` names.
 */
export function wirePhone(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-phone]')
  const place = dialog?.querySelector('[data-phone-code]')
  if (!dialog || !place) return
  for (const button of document.querySelectorAll<HTMLElement>('[data-phone-open]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      const address = `${location.origin}${button.dataset['phoneOpen'] || location.pathname}`
      for (const words of dialog.querySelectorAll('[data-phone-address]')) words.textContent = address
      dialog.showModal()
      // Without the library, as offline, the address in words is there still.
      const drawn = await import('./phone-code.ts').catch(() => undefined)
      if (drawn !== undefined) place.replaceChildren(drawn.drawCode(address, place.getAttribute('data-name') ?? ''))
    })
  }
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest('[data-close]'))) dialog.close()
  })
}
