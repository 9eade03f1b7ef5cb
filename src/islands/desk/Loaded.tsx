/** What a call answered: meanwhile that it's under way, and a failure where it came to that. */
import { type Accessor, createSignal, type JSX, Match, onMount, Switch } from 'solid-js'
import type { Answer, Failure } from './ask.ts'

export interface Loading<T> {
  readonly answer: Accessor<Answer<T> | undefined>
  readonly again: () => Promise<void>
}

/** Asks as soon as its part is shown. */
export function createLoading<T>(call: () => Promise<Answer<T>>): Loading<T> {
  const [answer, setAnswer] = createSignal<Answer<T>>()
  const again = async (): Promise<void> => {
    const came = await call()
    setAnswer(() => came)
  }
  onMount(again)
  return { answer, again }
}

interface Props<T> {
  readonly loading: Loading<T>
  readonly children: (value: T) => JSX.Element
}

export function Loaded<T>(props: Props<T>): JSX.Element {
  const answer = () => props.loading.answer()
  const value = () => {
    const came = answer()
    return came?.ok ? { it: came.value } : undefined
  }
  const failure = () => {
    const came = answer()
    return came?.ok === false ? came.error : undefined
  }
  return (
    <Switch fallback={<p class="desk-waiting">Looking…</p>}>
      <Match when={value()} keyed>
        {({ it }) => props.children(it)}
      </Match>
      <Match when={failure()} keyed>
        {(failed) => <FailureNote failure={failed} />}
      </Match>
    </Switch>
  )
}

export const FailureNote = (props: { readonly failure: Failure }): JSX.Element => (
  <div class="note red" role="alert">
    <p>
      <strong>{props.failure.title}</strong> {props.failure.detail}
    </p>
    {props.failure.ref !== undefined && <p>Support code of this failure: {props.failure.ref}</p>}
    {props.failure.isLoggedOut && (
      <button type="button" class="button quiet" onClick={() => location.reload()}>
        Load the page again
      </button>
    )}
  </div>
)
