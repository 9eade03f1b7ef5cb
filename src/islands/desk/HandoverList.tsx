/** Links that were made for helpers, and what became of them. */
import { For, type JSX, Show } from 'solid-js'
import type { Handover, HandoverState } from '../../contract/wire.ts'
import { nowSeconds } from './desk-context.ts'
import { momentWithin } from './when.ts'

export const HANDOVER_STATES: Readonly<Record<HandoverState, string>> = {
  open: 'Nobody has used it yet',
  opened: 'Someone has begun',
  connected: 'Connected',
  revoked: 'Revoked',
  expired: 'Expired',
}

const linesOf = ({ askedBy, helper, organisations, expected }: Handover): string =>
  [
    askedBy === undefined ? undefined : `asked by ${askedBy}`,
    helper === undefined ? undefined : `by ${helper.name}, ${helper.email}`,
    organisations.length > 0 ? organisations.join(', ') : expected,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')

export const HandoverList = (props: { readonly handovers: readonly Handover[] }): JSX.Element => (
  <section class="desk-part">
    <h2>Links for helpers</h2>
    <Show when={props.handovers.length > 0} fallback={<p class="hint">None in the last thirty days.</p>}>
      <ul class="desk-rows">
        <For each={props.handovers}>
          {(handover) => (
            <li>
              <strong>{HANDOVER_STATES[handover.state]}</strong>
              <span>{linesOf(handover)}</span>
              <small>Made {momentWithin(handover.madeAt, nowSeconds())}</small>
            </li>
          )}
        </For>
      </ul>
    </Show>
  </section>
)
