/**
 * Turns from one step to the next within the same document, where the browser has the Navigation API: the next step is fetched and
 * parsed before it is asked for, and takes the place of this one's words at the press. Nothing is loaded, and nothing flashes. A page
 * names in `data-ahead` the steps that are the same for everybody; every other link, and every browser without the API, goes its usual way.
 *
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigation-api
 */

declare global {
  interface DocumentEventMap {
    /** Another step has taken the place of the one that was shown: whatever listens to its elements looks again. */
    turned: Event
  }
}

interface Ready {
  readonly page: Document
  /** A copy of the page's body, made before it is asked for; undefined once it is used up. */
  body: HTMLElement | undefined
}

/** Steps that have been fetched, by address; they stay, since readers go back. */
const ready = new Map<string, Ready>()
const OWN_HEAD = 'title, meta[name=description], link[rel=canonical], link[rel=alternate]'
/** What every step has alike, and the search once it was opened: the less is put in place, the sooner it is drawn. */
const ALIKE = 'header, footer, .skip, dialog, script'

/** What leads to this very step, inside what every step has alike. */
const OWN_LINKS = ['.languages', '.footer-links']

export function wireTurning(): void {
  const { navigation } = window
  if (navigation === undefined) return
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination
    const isPlain = event.canIntercept && !event.hashChange && event.downloadRequest === null && event.formData === null
    // The browser goes back to a step that was turned from without loading it: the page has to bring it.
    const isReturn = event.navigationType === 'traverse' && sameDocument
    const isOnward = event.navigationType === 'push' && ready.has(url)
    if (isPlain && (isReturn || isOnward)) event.intercept({ focusReset: 'manual', handler: () => turnTo(url) })
  })
  // What a reader points at is there when they press it.
  for (const type of ['pointerover', 'focusin'] as const) {
    addEventListener(type, ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link !== null) prepare(link)
    })
  }
  prepareOnward()
}

/** Nearly every reader goes on by the filled button. */
export function prepareOnward(): void {
  const link = document.querySelector<HTMLAnchorElement>('.bar a.button:not([hidden])')
  if (link !== null && window.navigation !== undefined) prepare(link)
}

function prepare(link: HTMLAnchorElement): void {
  const ahead = link.closest('[data-ahead]')?.getAttribute('data-ahead')?.split(' ') ?? []
  // Without it the link goes its usual way.
  if (ahead.includes(link.pathname) && !ready.has(link.href)) void fetchPage(link.href).catch(() => undefined)
}

async function turnTo(address: string): Promise<void> {
  const fetched = ready.get(address) ?? (await fetchPage(address).catch(() => undefined))
  if (fetched === undefined) return location.reload()
  const { page, body = copyOf(page) } = fetched
  fetched.body = undefined
  for (const part of ownParts(document.body)) part.remove()
  document.querySelector('header')?.after(...ownParts(body))
  for (const links of OWN_LINKS) {
    const own = body.querySelector(links)
    if (own !== null) document.querySelector(links)?.replaceWith(own)
  }
  for (const part of document.head.querySelectorAll(OWN_HEAD)) part.remove()
  document.head.append(...[...page.head.querySelectorAll(OWN_HEAD)].map((part) => document.importNode(part, true)))
  document.dispatchEvent(new Event('turned'))
}

const ownParts = ({ children }: HTMLElement): Element[] => [...children].filter((part) => !part.matches(ALIKE))

/** @throws when it is not there, or is built otherwise than this page, as after a deployment: it needs styles and scripts of its own */
async function fetchPage(address: string): Promise<Ready> {
  const answer = await fetch(address)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (!answer.ok || filesOf(page) !== filesOf(document)) throw new Error('the page has to be loaded')
  const fetched = { page, body: copyOf(page) }
  ready.set(address, fetched)
  return fetched
}

const copyOf = ({ body }: Document): HTMLElement => document.importNode(body, true)

const filesOf = (page: Document): string =>
  [...page.querySelectorAll('link[rel=stylesheet], script[type=module]')]
    .map((part) => part.getAttribute('href') ?? part.getAttribute('src'))
    .sort()
    .join(' ')
