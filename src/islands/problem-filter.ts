/** The field above the index of problems: it searches like the search does, and leaves of the index what fits, the best first. */
import type { SearchDocument, SearchFile } from '../contract/pages.ts'
import { createSearch } from './search-index.ts'

/** Does nothing on a page without the index. Until then, or if the search cannot be had, Enter leads to the page that lists everything. */
export function wireProblemFilter(searched: SearchFile): void {
  const form = document.querySelector<HTMLFormElement>('[data-problem-filter]')
  const input = form?.querySelector('input')
  if (!form || !input) return
  const index = readIndex()
  const documents = searched.documents.filter(({ address }) => index.addresses.includes(address))
  const search = createSearch({ ...searched, documents })
  const status = form.querySelector('[role=status]')
  const filter = (): void => {
    const words = input.value.trim()
    const found = words === '' ? undefined : search(words)
    index.show(found?.map(({ address }) => address))
    if (status !== null) status.textContent = found === undefined ? '' : wordsFor(found, form.dataset)
  }
  input.addEventListener('input', filter)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    document.querySelector<HTMLElement>('[data-problem]:not([hidden]) a')?.focus()
  })
  if (input.value !== '') filter()
}

function wordsFor(found: readonly SearchDocument[], { one = '', many = '', none = '' }: DOMStringMap): string {
  const code = found.find(({ address }) => address.includes('#'))
  if (code !== undefined) return `${code.title}. ${code.note}`
  return found.length === 0 ? none : found.length === 1 ? one : many.replace('{count}', String(found.length))
}

/** The index as the page has it: moments, their entries, and the entries behind a door. */
function readIndex() {
  const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)]
  const moments = all('[data-problem-moment]').map((moment) => ({
    moment,
    entries: all('.problem-list > [data-problem]', moment).map((entry) => ({ entry, behind: all('[data-problem]', entry) })),
  }))
  const show = (found: readonly string[] | undefined): void => {
    /** In an empty field everything is found, and nothing is better than another: sorting keeps the order of the page. */
    const placeOf = (element: HTMLElement): number => {
      const place = found?.indexOf(addressOf(element)) ?? 0
      return place < 0 ? Number.MAX_SAFE_INTEGER : place
    }
    const isFound = (place: number): boolean => place < Number.MAX_SAFE_INTEGER
    const places = moments.map(({ moment, entries }) => {
      const own = entries.map(({ entry, behind }) => {
        for (const member of behind) member.hidden = found === undefined || !isFound(placeOf(member))
        return { element: entry, place: Math.min(...[entry, ...behind].map(placeOf)) }
      })
      arrange(own)
      return { element: moment, place: Math.min(...own.map(({ place }) => place)) }
    })
    arrange(places)
    for (const list of all('.problem-moments')) list.hidden = found !== undefined
  }
  /** Moves what has a better place to the front, and hides what has none. */
  const arrange = (elements: readonly { readonly element: HTMLElement; readonly place: number }[]): void => {
    for (const { element, place } of elements.toSorted((a, b) => a.place - b.place)) {
      element.hidden = place === Number.MAX_SAFE_INTEGER
      element.parentElement?.append(element)
    }
  }
  return { addresses: all('[data-problem]').map(addressOf), show }
}

const addressOf = (entry: HTMLElement): string => entry.dataset['problem'] ?? ''
