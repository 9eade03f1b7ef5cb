/** Messages to miBilling, and whether they arrived. */
import { For, type JSX, Show } from 'solid-js'
import type { SentWebhook, WebhookState } from '../../contract/wire.ts'
import { nowSeconds } from './desk-context.ts'
import { momentOf } from './when.ts'

const STATES: Readonly<Record<WebhookState, string>> = {
  waiting: 'Waiting to be sent',
  queued: 'On its way',
  delivered: 'Arrived',
  undeliverable: 'Given up',
}

const causeOf = ({ cause, tries }: SentWebhook): string =>
  cause === undefined
    ? ''
    : `, ${tries} ${tries === 1 ? 'try' : 'tries'}, ${cause.startsWith('http-') ? `answer ${cause.slice(5)}` : cause}`

export const WebhookList = (props: { readonly webhooks: readonly SentWebhook[] }): JSX.Element => (
  <section class="desk-part">
    <h2>Messages to miBilling</h2>
    <Show when={props.webhooks.length > 0} fallback={<p class="hint">None in the last thirty days.</p>}>
      <ul class="desk-rows">
        <For each={props.webhooks}>
          {(webhook) => (
            <li>
              <strong>{webhook.type}</strong>
              <span
                class={`standing is-bare ${webhook.state === 'delivered' ? 'is-on' : webhook.state === 'undeliverable' ? 'is-amber' : 'is-off'}`}
              >
                {STATES[webhook.state]}
                {causeOf(webhook)}
              </span>
              <small>
                No. {webhook.sequence} · {momentOf(webhook.at, nowSeconds())}
              </small>
            </li>
          )}
        </For>
      </ul>
    </Show>
  </section>
)
