/** What support may do for the account. Each act is a fold: what it brings about, a reason, the press. */
import { For, type JSX, Show } from 'solid-js'
import type { DeskAccount } from '../../contract/desk.ts'
import { ActForm } from './ActForm.tsx'
import { ACT_NAMES, ACT_WORDS } from './act-words.ts'
import { mayAct, useDesk } from './desk-context.ts'

interface Props {
  readonly account: string
  readonly found: () => DeskAccount | undefined
  readonly again: () => Promise<void>
}

export function Acts(props: Props): JSX.Element {
  const desk = useDesk()
  return (
    <section class="desk-part desk-acts" aria-labelledby="acts">
      <h2 id="acts">What you can do</h2>
      <Show when={!mayAct(desk)}>
        <p class="note" id="may-not-act">
          You may look, not act. Ask someone who may: whoever runs the guide keeps the list.
        </p>
      </Show>
      <div class="folds">
        <For each={ACT_NAMES}>
          {(act) => (
            <details class="box">
              <summary>{ACT_WORDS[act].title}</summary>
              <ActForm act={act} account={props.account} found={props.found} again={props.again} />
            </details>
          )}
        </For>
      </div>
    </section>
  )
}
