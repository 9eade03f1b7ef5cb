/** Buttons that copy: the page's address, or the text of an element. Hidden without script, since they would do nothing. */
export function wireCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-link]')) {
    wire(button, () => `${location.origin}${location.pathname}`)
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-text]')) {
    const source = document.getElementById(button.getAttribute('data-copy-text') ?? '')
    if (source !== null) wire(button, () => source.textContent.trim())
  }
}

function wire(button: HTMLButtonElement, read: () => string): void {
  /** The words alone, where a sign stands beside them. */
  const words = button.querySelector('[data-label]') ?? button
  const label = words.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(read()).then(
      () => true,
      () => false,
    )
    const said = button.getAttribute(copied ? 'data-copied' : 'data-failed') ?? ''
    words.textContent = said
    for (const status of document.querySelectorAll('[data-copy-status]')) status.textContent = said
    setTimeout(() => {
      words.textContent = label
    }, 3_000)
  })
}
