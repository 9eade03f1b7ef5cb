/** One act: its effect, what it needs, the reason, the press, and for what ends something a second one. */
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js'
import type { DeskAccount, DeskAct, DeskActAnswers, DeskOrder } from '../../contract/desk.ts'
import { ActDetails } from './ActDetails.tsx'
import { ACT_WORDS, resultOf } from './act-words.ts'
import { ask, type Failure } from './ask.ts'
import { mayAct, nowSeconds, useDesk } from './desk-context.ts'
import { FailureNote } from './Loaded.tsx'
import { MadeLink } from './MadeLink.tsx'

interface Props {
  readonly act: DeskAct
  readonly account: string
  readonly found: () => DeskAccount | undefined
  /** Reads the account again. */
  readonly again: () => Promise<void>
}

export function ActForm(props: Props): JSX.Element {
  const desk = useDesk()
  const id = createUniqueId()
  const words = ACT_WORDS[props.act]
  /** `sure`: what ends something was pressed once. */
  const [stage, setStage] = createSignal<'idle' | 'sure' | 'busy'>('idle')
  const [failure, setFailure] = createSignal<Failure>()
  const [link, setLink] = createSignal<string>()
  const [result, setResult] = createSignal<string>()
  let second: HTMLButtonElement | undefined
  let told: HTMLParagraphElement | undefined

  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault()
    if (stage() === 'busy') return
    const form = event.currentTarget
    if (words.ends !== undefined && stage() !== 'sure') {
      setStage('sure')
      second?.focus()
      return
    }
    setStage('busy')
    setFailure(undefined)
    setResult(undefined)
    const given = [...new FormData(form)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    )
    const order = { act: props.act, ...Object.fromEntries(given) } as DeskOrder
    const answer = await ask<DeskActAnswers[DeskAct]>(`accounts/${encodeURIComponent(props.account)}/acts`, order)
    setStage('idle')
    if (!answer.ok) {
      setFailure(answer.error)
      return
    }
    form.reset()
    setLink('url' in answer.value ? answer.value.url : undefined)
    setResult(resultOf(props.act, answer.value as never, nowSeconds()))
    told?.focus()
    await props.again()
  }

  return (
    <form class="desk-act" onSubmit={submit}>
      <p>{words.effect}</p>
      <fieldset disabled={!mayAct(desk)} aria-label={words.title} aria-describedby={mayAct(desk) ? undefined : 'may-not-act'}>
        <ActDetails act={props.act} found={props.found} />
        <label for={id}>Why? The audit trail keeps it.</label>
        <input id={id} name="reason" required minlength="3" maxlength="300" autocomplete="off" placeholder="Such as: ticket 4711" />
        <div class="row">
          <Show
            when={words.ends !== undefined && stage() !== 'idle'}
            fallback={
              <button
                type="submit"
                class="button"
                classList={{ quiet: words.ends === undefined, danger: words.ends !== undefined }}
                aria-disabled={stage() === 'busy'}
              >
                {words.press}
              </button>
            }
          >
            <button type="submit" class="button danger" ref={(made) => (second = made)} aria-disabled={stage() === 'busy'}>
              {words.ends}
            </button>
            <button type="button" class="button quiet" onClick={() => setStage('idle')}>
              Keep it as it is
            </button>
          </Show>
        </div>
      </fieldset>
      <Show when={result()}>
        {(text) => (
          <p class="note" tabindex="-1" ref={(made) => (told = made)}>
            {text()}
          </p>
        )}
      </Show>
      <Show when={link()}>{(made) => <MadeLink link={made()} found={props.act === 'link' ? props.found() : undefined} />}</Show>
      <Show when={failure()}>{(failed) => <FailureNote failure={failed()} />}</Show>
    </form>
  )
}
