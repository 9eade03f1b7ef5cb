import { createEffect, createSignal, For, type JSX, Show } from 'solid-js'
import type { Card } from '../contract/pages.ts'
import type { Problem } from '../contract/wire.ts'
import { mount } from './mount.ts'
import { type CardWords, OrganisationCard } from './OrganisationCard.tsx'
import { readData } from './page-data.ts'
import { type Saved, saveOrganisation } from './save-organisation.ts'

interface PickerWords {
  readonly card: CardWords
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

type Stage = 'choosing' | 'saving' | 'saved' | Extract<Saved, { ok: false }>

/** Takes over the form the Worker filled in: the button follows the choice, and the page says what happens. */
function takeOver(form: HTMLFormElement, button: HTMLButtonElement, cards: readonly Card[], words: PickerWords): void {
  const [chosen, setChosen] = createSignal(cards.find((card) => card.checked))
  const [stage, setStage] = createSignal<Stage>('choosing')
  const mark = markOf(form)
  const naming = (text: string): string => text.replace('{name}', chosen()?.name ?? '')

  mount(form.querySelector('[data-organisation-cards]'), () => {
    createEffect(() => {
      const isSaving = stage() === 'saving' || stage() === 'saved'
      if (isSaving) button.style.minWidth = `${button.offsetWidth}px`
      button.ariaDisabled = isSaving ? 'true' : null
      const name = chosen()?.name
      if (name === undefined) return
      button.textContent = isSaving ? words.saving : naming(words.use)
      for (const place of document.querySelectorAll('[data-joining]')) place.textContent = name
    })
    return (
      <For each={cards}>
        {(card) => (
          <OrganisationCard
            card={card}
            words={words.card}
            when={(part, content) => <Show when={card[part]}>{content()}</Show>}
            onChoose={() => setChosen(card)}
          />
        )}
      </For>
    )
  })
  mount(form.querySelector('[data-organisation-answer]'), () => (
    <Answer stage={stage()} words={words} saved={naming(words.saved)} mark={mark} />
  ))

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const card = chosen()
    if (card === undefined || stage() === 'saving') return
    setStage('saving')
    const saved = await saveOrganisation(card.tenantId, mark)
    setStage(saved.ok ? 'saved' : saved)
    if (saved.ok) location.assign(words.next)
  })
}

/** The mark of the session that the page was shown for. */
const markOf = (form: HTMLFormElement): string => String(new FormData(form).get('visit') ?? '')

/** The page of a problem knows by the mark which account this one belongs to, and leads back here. */
const addressOf = (problems: string, { code, ref }: Problem, mark: string): string =>
  `${problems}${code}/?${new URLSearchParams({ ref, ...(code === 'other-account' ? { visit: mark, from: location.pathname } : {}) })}`

/** The live region stays; what is in it changes. A failure takes the focus, since it needs the reader. */
const Answer = (props: {
  readonly stage: Stage
  readonly words: PickerWords
  readonly saved: string
  readonly mark: string
}): JSX.Element => {
  const failure = () => (typeof props.stage === 'object' ? props.stage : undefined)
  const status = () => (props.stage === 'saving' ? props.words.saving : props.stage === 'saved' ? props.saved : '')
  return (
    <>
      <p role="status" class="status">
        {status()}
      </p>
      <Show when={failure()} keyed>
        {({ problem }) => (
          <div class="note red" tabindex="-1" ref={(element) => queueMicrotask(() => element.focus())}>
            <h2>{problem?.title ?? props.words.failed}</h2>
            <Show when={problem} fallback={<p>{props.words.failedReach}</p>}>
              {(known) => (
                <>
                  <p>
                    {props.words.supportCode} <strong class="ref">{known().ref}</strong>
                  </p>
                  <p>
                    <a href={addressOf(props.words.problems, known(), props.mark)}>{props.words.failedLink}</a>
                  </p>
                </>
              )}
            </Show>
          </div>
        )}
      </Show>
    </>
  )
}

const form = document.querySelector<HTMLFormElement>('#choose-organisation')
const button = document.querySelector<HTMLButtonElement>('[data-organisation-save]')
const data = readData<{ readonly organisations: readonly Card[] }>('connection-data')
const words = readData<PickerWords>('organisation-words')
if (form && button && data && words) takeOver(form, button, data.organisations, words)
