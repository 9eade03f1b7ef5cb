/** The search as it looks: a field with a list under it, as the ARIA Authoring Practices describe a combobox. Loaded when asked for. */
import type { SearchDocument, SearchFile } from '../contract/pages.ts'
import { openStorage } from '../store/open-storage.ts'
import { createShortcutSetting } from '../store/shortcut-setting.ts'
import look from '../styles/search-sheet.css?inline'
import { isForInputMethod } from './input-method.ts'
import { make } from './make.ts'
import { wireProblemFilter } from './problem-filter.ts'
import { createSearch } from './search-index.ts'

/** As a sheet of the document's, not a link: turning.ts compares the links of two pages, and no page loads this one by itself. */
function wearLook(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(look)
  document.adoptedStyleSheets.push(sheet)
}

/** @throws when the file cannot be had; the caller then follows the link */
export async function createSearchDialog(file: string): Promise<() => void> {
  const answer = await fetch(file)
  if (!answer.ok) throw new Error(`search answers ${answer.status}`)
  const searched = (await answer.json()) as SearchFile
  const { words, all } = searched
  const search = createSearch(searched)
  wireProblemFilter(searched)

  const input = make('input', { type: 'text', id: 'search-words', role: 'combobox', 'aria-expanded': 'false' })
  for (const [name, value] of Object.entries(INPUT)) input.setAttribute(name, value)
  const list = make('ul', { id: 'search-found', role: 'listbox', 'aria-label': words.title, hidden: '' })
  const status = make('p', { class: 'search-status', role: 'status' }, words.hint)
  const shortcut = make('input', { type: 'checkbox' })
  const dialog = make(
    'dialog',
    { class: 'sheet search-sheet', 'aria-label': words.title },
    make('label', { for: 'search-words' }, words.label),
    make(
      'form',
      { method: 'dialog', class: 'search-row' },
      input,
      make('button', { type: 'button', class: 'button quiet', 'data-close': '' }, words.close),
    ),
    status,
    list,
    make(
      'p',
      { class: 'search-foot' },
      make('a', { href: all }, words.all),
      make('label', { class: 'search-shortcut' }, shortcut, words.shortcut),
    ),
  )
  wearLook()
  document.body.append(dialog)

  let found: readonly SearchDocument[] = []
  let at = -1
  const choose = (next: number): void => {
    at = next
    for (const [place, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(place === at))
    const chosen = list.children[at]
    if (chosen === undefined) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', chosen.id)
    chosen?.scrollIntoView({ block: 'nearest' })
  }
  const show = (): void => {
    const query = input.value.trim()
    found = query === '' ? [] : search(query)
    list.replaceChildren(...found.map(optionOf))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    const counted = found.length === 1 ? words.one : words.many.replace('{count}', String(found.length))
    status.textContent = query === '' ? words.hint : found.length === 0 ? words.none : counted
    choose(found.length > 0 ? 0 : -1)
  }
  const go = (place: number): void => {
    const target = found[place]
    if (target === undefined) return
    dialog.close()
    location.assign(target.address)
  }

  input.addEventListener('input', show)
  input.addEventListener('keydown', (event) => {
    // While an input method composes, Enter and the arrows are its own.
    if (isForInputMethod(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter') go(at)
    else if (step !== 0 && found.length > 0) choose((Math.max(at, -step) + step + found.length) % found.length)
    else return
    event.preventDefault()
  })
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role=option]') : null
    if (option !== null) go([...list.children].indexOf(option))
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest('[data-close]'))) dialog.close()
  })
  const setting = createShortcutSetting(openStorage())
  shortcut.addEventListener('change', () => setting.write(shortcut.checked))
  return () => {
    shortcut.checked = setting.read()
    dialog.showModal()
    input.focus()
    input.select()
    show()
  }
}

const INPUT = {
  'aria-controls': 'search-found',
  'aria-autocomplete': 'list',
  autocomplete: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  enterkeyhint: 'go',
}

const optionOf = ({ title, note, part }: SearchDocument, at: number): HTMLElement =>
  make(
    'li',
    { id: `search-found-${at}`, role: 'option' },
    make('strong', {}, title),
    make('small', { class: 'search-part' }, part),
    make('small', {}, note),
  )
