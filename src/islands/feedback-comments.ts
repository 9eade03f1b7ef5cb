/** Fills in the number of comments once the reader nears the end of the page. */
function wire(): void {
  const section = document.querySelector<HTMLElement>('[data-comments]')
  if (section === null) return
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      watcher.disconnect()
      void fillIn(section)
    },
    { rootMargin: '300px' },
  )
  watcher.observe(section)
}

wire()
document.addEventListener('turned', wire)

async function fillIn(place: HTMLElement): Promise<void> {
  const page = encodeURIComponent(place.getAttribute('data-comments') ?? '')
  const answer = await fetch(`/api/comments?page=${page}`, { headers: { accept: 'application/json' } }).catch(() => undefined)
  // The site has switched comments off since its pages were built.
  if (answer?.status === 404) place.remove()
  if (answer?.ok !== true) {
    // An answer that nobody reads stays under way, and the page never comes to rest.
    await answer?.body?.cancel()
    return
  }
  const { count } = (await answer.json()) as { readonly count: number }
  const link = place.querySelector<HTMLElement>('[data-comments-count]')
  const words = link?.getAttribute(count === 1 ? 'data-one' : 'data-many')
  const label = link?.querySelector('[data-label]')
  if (!link || !label || !words) return
  // Shorter words leave the row as it is.
  link.style.minWidth = `${link.offsetWidth}px`
  label.textContent = words.replace('{count}', String(count))
}
