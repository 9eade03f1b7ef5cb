/** Takes over the form that the Worker filled in: the button follows the choice, and the page says what happens. */
import type { Problem } from '../contract/wire.ts'
import { make } from './make.ts'
import { readData } from './page-data.ts'
import { type Saved, saveOrganisation } from './save-organisation.ts'

interface PickerWords {
  /** `{name}` stands for the organisation. */
  readonly use: string
  readonly saving: string
  readonly saved: string
  readonly failed: string
  readonly failedReach: string
  readonly failedLink: string
  readonly supportCode: string
  /** Addresses: after saving, and the list of problems. */
  readonly next: string
  readonly problems: string
}

function takeOver(form: HTMLFormElement, button: HTMLButtonElement, words: PickerWords): void {
  const mark = String(new FormData(form).get('visit') ?? '')
  // The live region stays; what is in it changes.
  const status = make('p', { role: 'status', class: 'status' })
  const answer = form.querySelector('[data-organisation-answer]')
  answer?.append(status)

  const nameChosen = (): void => {
    const name = readChosen(form)?.name
    if (name === undefined) return
    button.textContent = words.use.replace('{name}', () => name)
    for (const place of document.querySelectorAll('[data-joining]')) place.textContent = name
  }
  nameChosen()
  form.addEventListener('change', nameChosen)

  let isSaving = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const chosen = readChosen(form)
    if (chosen === undefined || isSaving) return
    isSaving = true
    answer?.replaceChildren(status)
    status.textContent = words.saving
    button.style.minWidth = `${button.offsetWidth}px`
    button.ariaDisabled = 'true'
    button.textContent = words.saving
    const saved = await saveOrganisation(chosen.tenantId, mark)
    if (saved.ok) {
      status.textContent = words.saved.replace('{name}', () => chosen.name)
      location.assign(words.next)
      return
    }
    isSaving = false
    status.textContent = ''
    button.ariaDisabled = null
    nameChosen()
    const failure = createFailure(saved, words, mark)
    answer?.append(failure)
    // It needs the reader.
    failure.focus()
  })
}

function readChosen(form: HTMLFormElement): { readonly tenantId: string; readonly name: string } | undefined {
  const input = form.querySelector<HTMLInputElement>('[name=tenantId]:checked')
  const name = input?.closest('.card')?.querySelector('strong')?.textContent
  return input && name ? { tenantId: input.value, name } : undefined
}

function createFailure({ problem }: Extract<Saved, { ok: false }>, words: PickerWords, mark: string): HTMLElement {
  const link = problem && make('a', { href: addressOf(words.problems, problem, mark) }, words.failedLink)
  const code = problem && make('strong', { class: 'ref' }, problem.ref)
  return make(
    'div',
    { class: 'note red', tabindex: '-1' },
    make('h2', {}, problem?.title ?? words.failed),
    ...(link && code ? [make('p', {}, `${words.supportCode} `, code), make('p', {}, link)] : [make('p', {}, words.failedReach)]),
  )
}

/** The page of a problem knows by the mark which account this one belongs to, and leads back here. */
const addressOf = (problems: string, { code, ref }: Problem, mark: string): string =>
  `${problems}${code}/?${new URLSearchParams({ ref, ...(code === 'other-account' ? { visit: mark, from: location.pathname } : {}) })}`

const form = document.querySelector<HTMLFormElement>('#choose-organisation')
const button = document.querySelector<HTMLButtonElement>('[data-organisation-save]')
const words = readData<PickerWords>('organisation-words')
if (form && button && words) takeOver(form, button, words)
