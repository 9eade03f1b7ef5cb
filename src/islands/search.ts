import { openStorage } from '../store/open-storage.ts'
import { createShortcutSetting } from '../store/shortcut-setting.ts'
import { isForInputMethod } from './input-method.ts'

/** Opens the search in place of the page that its link leads to; also by / and Ctrl+K. Everything else of it is loaded then. */
export function wireSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-search-file]')
  if (link === null) return
  const file = link.getAttribute('data-search-file') ?? ''
  let loading: Promise<() => void> | undefined
  const load = (): Promise<() => void> =>
    (loading ??= import('./search-dialog.ts').then(({ createSearchDialog }) => createSearchDialog(file)))
  const open = (): void => {
    load().then(
      (show) => show(),
      () => location.assign(link.href),
    )
  }
  // What a reader is about to press is there when they have pressed it. The field above the index of problems searches, too.
  const prepare = (): void => void load().catch(() => undefined)
  for (const target of document.querySelectorAll('[data-search-file]'))
    for (const type of ['pointerenter', 'focusin']) target.addEventListener(type, prepare)
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
  for (const button of document.querySelectorAll<HTMLElement>('button[data-search]')) {
    button.hidden = false
    button.addEventListener('click', open)
  }
  const setting = createShortcutSetting(openStorage())
  addEventListener('keydown', (event) => {
    const { key, altKey, target, repeat } = event
    const withCommand = event.ctrlKey || event.metaKey
    const isWriting = target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
    const isSlash = key === '/' && !withCommand && !isWriting && setting.read()
    const isCommand = key.toLowerCase() === 'k' && withCommand && !event.shiftKey
    if (altKey || repeat || isForInputMethod(event) || !(isSlash || isCommand)) return
    event.preventDefault()
    if (document.querySelector('dialog[open]') === null) open()
  })
}
