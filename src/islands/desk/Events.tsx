/** Events of an account in words, newest first. */
import { For, type JSX, Show } from 'solid-js'
import type { TimelineEvent } from '../../contract/wire.ts'
import { titleOfStep } from './cards.ts'
import { nowSeconds, useDesk } from './desk-context.ts'
import { detailsOf, eventText, signOf } from './event-text.ts'
import { hashOf } from './views.ts'
import { momentOf } from './when.ts'

export function Events(props: {
  readonly events: readonly TimelineEvent[]
  readonly title: string
  readonly here?: string
}): JSX.Element {
  const { file } = useDesk()
  const told = () => props.events.filter((event) => eventText(file, event) !== undefined)
  return (
    <section class="desk-part">
      <h2>{props.title}</h2>
      <Show when={told().length > 0} fallback={<p class="hint">Nothing yet.</p>}>
        <ul class="events">
          <For each={told()}>
            {(event) => (
              <li class={`event ${signOf(event)}`}>
                <p>
                  <Show when={event.ref !== undefined && (event.type === 'attempt.ended' || event.ref === props.here)}>
                    <a
                      class="desk-code"
                      href={hashOf({ at: 'code', code: event.ref ?? '' })}
                      aria-current={event.ref === props.here ? 'true' : undefined}
                    >
                      {event.ref}
                    </a>{' '}
                  </Show>
                  {eventText(file, event)}
                </p>
                <Show when={detailsOf(event, (step) => titleOfStep(file, step))}>
                  {(details) => <p class="hint">{details()}</p>}
                </Show>
                <small>{momentOf(event.at, nowSeconds())}</small>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
