/** "Keep it" beside a button that ends something closes the fold again. Without script its link loads the page again, with every fold closed. */
export function wireKeepIt(): void {
  for (const link of document.querySelectorAll('[data-keep]')) {
    link.addEventListener('click', (event) => {
      const fold = link.closest('details')
      if (fold === null) return
      event.preventDefault()
      fold.open = false
      fold.querySelector('summary')?.focus()
    })
  }
}
