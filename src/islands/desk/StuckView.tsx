/** Who stopped or failed in the last days: few enough to read one by one. */
import { For, type JSX, Show } from 'solid-js'
import type { DeskStuck } from '../../contract/desk.ts'
import { localeOfTag } from '../../contract/languages.ts'
import type { ConnectionState } from '../../contract/wire.ts'
import { ask } from './ask.ts'
import { cardOf, titleOfStep } from './cards.ts'
import { nowSeconds, useDesk } from './desk-context.ts'
import { Heading } from './Heading.tsx'
import { createLoading, Loaded } from './Loaded.tsx'
import { StepPicture } from './StepPicture.tsx'
import { badgeOf, stateOf } from './state-words.ts'
import { hashOf } from './views.ts'
import { momentOf } from './when.ts'

const DAYS = [1, 7, 30, 90]

export function StuckView(props: { readonly days: number }): JSX.Element {
  const loading = createLoading<DeskStuck>(() => ask(`stuck?days=${props.days}`))
  return (
    <>
      <Heading>Who is stuck</Heading>
      <nav class="desk-choices" aria-label="How far back">
        <For each={DAYS}>
          {(days) => (
            <a href={hashOf({ at: 'stuck', days })} aria-current={days === props.days ? 'true' : undefined}>
              {days === 1 ? 'Today' : `${days} days`}
            </a>
          )}
        </For>
        <a href={`/api/desk/stuck?days=${props.days}&format=csv`} download="stuck.csv">
          Download as CSV
        </a>
      </nav>
      <Loaded loading={loading}>
        {(stuck) => (
          <Show when={stuck.rows.length + stuck.steps.length > 0} fallback={<p class="desk-lede">Nobody set out in this time.</p>}>
            <div class="desk-split">
              <Rows rows={stuck.rows} />
              <div>
                <StepPicture steps={stuck.steps} />
                <Counts counts={stuck.counts} />
              </div>
            </div>
          </Show>
        )}
      </Loaded>
    </>
  )
}

function Rows(props: { readonly rows: DeskStuck['rows'] }): JSX.Element {
  const { file } = useDesk()
  return (
    <section class="desk-part">
      <h2>{props.rows.length === 1 ? 'One time' : `${props.rows.length} times, the latest first`}</h2>
      <ul class="desk-rows">
        <For each={props.rows}>
          {({ account, at, kind, step, cause, language, state }) => (
            <li>
              <a href={hashOf({ at: 'account', account })}>{account}</a>
              <span>
                <Cause cause={cause} /> {kind === 'visit' ? 'on the first visit' : 'in an attempt'}, at “{titleOfStep(file, step)}”
              </span>
              <Show when={state}>
                {(now) => <span class={`${badgeOf(now() as ConnectionState)} is-bare`}>{stateOf(now() as ConnectionState)}</span>}
              </Show>
              <small>
                {momentOf(at, nowSeconds())} · {localeOfTag(language) === 'en' ? 'English' : 'Chinese'}
              </small>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function Cause(props: { readonly cause: string }): JSX.Element {
  const { file } = useDesk()
  return (
    <Show when={cardOf(file, props.cause)} fallback={props.cause === 'stalled' ? 'Simply stopped' : props.cause}>
      {(card) => <a href={hashOf({ at: 'card', id: card().id })}>{card().words.en.title}</a>}
    </Show>
  )
}

function Counts(props: { readonly counts: DeskStuck['counts'] }): JSX.Element {
  const { file } = useDesk()
  return (
    <table class="desk-table">
      <caption>How often, by step and cause</caption>
      <thead>
        <tr>
          <th scope="col">Step and cause</th>
          <th scope="col">Times</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.counts}>
          {({ step, cause, count }) => (
            <tr>
              <td>
                {titleOfStep(file, step)}: <Cause cause={cause} />
              </td>
              <td>{count}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
