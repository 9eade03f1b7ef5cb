import type { Chapter, Stop } from '../wizard/rail.ts'

export interface OwnStop extends Stop {
  readonly label: string
  /** Its title. */
  readonly chapter: string
  readonly address: string
  /** Of the icon: an SVG path. */
  readonly icon: string
  /** Language of the label, where it is not the page's. */
  readonly lang?: string | undefined
  readonly confirmed: boolean
}

/** Puts a reader's own steps into every list of steps on the page, each drawn after one that is there. */
export function drawRails(chapters: readonly Chapter<OwnStop>[], step: string): void {
  for (const list of document.querySelectorAll('.rail > ol')) {
    const model = list.querySelector('li')
    if (model !== null) list.replaceChildren(...chapters.map((chapter) => drawChapter(model, chapter, step)))
  }
}

function drawChapter(model: Element, { title, stops }: Chapter<OwnStop>, step: string): Element {
  const chapter = model.cloneNode(true) as Element
  const isOpen = stops.some(({ id }) => id === step)
  chapter.classList.toggle('open', isOpen)
  const name = document.createElement(isOpen ? 'strong' : 'a')
  name.textContent = title
  if (!isOpen) name.setAttribute('href', stops[0]?.address ?? '')
  chapter.querySelector('.chapter-title > :first-child')?.replaceWith(name)
  const list = chapter.querySelector('ol')
  const stop = list?.querySelector('li')
  if (list && stop) {
    list.hidden = !isOpen
    list.replaceChildren(...stops.map((own) => drawStop(stop, own, step)))
  }
  return chapter
}

function drawStop(model: Element, { id, label, address, icon, lang, confirmed }: OwnStop, step: string): Element {
  const stop = model.cloneNode(true) as Element
  stop.setAttribute('data-rail-step', id)
  stop.toggleAttribute('data-rail-confirmed', confirmed)
  const link = stop.querySelector('a')
  const words = stop.querySelector('span')
  if (link && words) {
    link.href = address
    link.ariaCurrent = id === step ? 'step' : null
    words.textContent = label
    words.lang = lang ?? document.documentElement.lang
  }
  stop.querySelector('path')?.setAttribute('d', icon)
  return stop
}
