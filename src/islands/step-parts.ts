/**
 * What of a step's page takes the place of the shown step's. Most of a page's elements are in its lists of steps, which nobody reads
 * before the heading: the heading comes first, and they follow when it has been drawn.
 */

/** What a page has once, whatever its step. */
const AT_ONCE = ['main', 'footer.site']
const SOON = ['.side', '.all-steps-list', '.left', '.languages']
const HEAD = 'meta[name=description], link[rel=canonical], link[rel=alternate]'

export interface StepParts {
  /** Shows the step's own words. */
  show(): void
  /** Puts the rest in place. */
  complete(): void
}

/** @returns parts that can be put in place once */
export function createParts(page: Document): StepParts {
  const body = document.importNode(page.body, true)
  const ahead = body.querySelector('[data-ahead]')?.getAttribute('data-ahead') ?? ''
  const soon = SOON.map((selector) => [selector, takeOut(body, selector)] as const)
  const atOnce = AT_ONCE.map((selector) => [selector, body.querySelector(selector)] as const)
  const above = findAbove(body)
  const head = [...page.head.querySelectorAll(HEAD)].map((part) => document.importNode(part, true))
  return {
    show() {
      // An element that is removed while it has the focus makes the browser work out every style of the page that is going.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      for (const part of findAbove(document.body)) part.remove()
      const columns = document.querySelector('.columns')
      columns?.before(...above)
      columns?.setAttribute('data-ahead', ahead)
      for (const [selector, part] of atOnce) if (part !== null) document.querySelector(selector)?.replaceWith(part)
    },
    complete() {
      document.title = page.title
      for (const [selector, part] of soon) if (part !== null) document.querySelector(selector)?.replaceWith(part)
      for (const part of document.head.querySelectorAll(HEAD)) part.remove()
      document.head.append(...head)
    },
  }
}

/** Leaves an empty one in its place. */
function takeOut(body: HTMLElement, selector: string): Element | null {
  const part = body.querySelector(selector)
  part?.replaceWith(part.cloneNode(false))
  return part
}

/** Between the header and the columns: how far the step is, and that it is not translated. */
const findAbove = ({ children }: HTMLElement): Element[] =>
  [...children].filter((part) => part.matches('header ~ :not(.columns, .columns ~ *)'))
