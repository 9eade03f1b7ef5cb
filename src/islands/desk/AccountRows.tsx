/** Accounts, each a way to its own view. */
import { For, type JSX, Show } from 'solid-js'
import type { FleetAccount } from '../../contract/wire.ts'
import { nowSeconds } from './desk-context.ts'
import { badgeOf, REASONS, stateOf } from './state-words.ts'
import { hashOf } from './views.ts'
import { momentWithin } from './when.ts'

const TROUBLES = { 'xero-unavailable': 'Xero doesn’t answer', 'our-settings': 'Xero refuses our settings' } as const

export const AccountRows = (props: { readonly accounts: readonly FleetAccount[] }): JSX.Element => (
  <ul class="desk-rows">
    <For each={props.accounts}>
      {({ account, name, state, reason, trouble, organisation, authorisedBy, usedAt, updatedAt }) => (
        <li>
          <a href={hashOf({ at: 'account', account })}>{name ?? account}</a>
          <span>
            {[account, organisation?.name, authorisedBy?.name].filter((part) => part !== undefined && part !== name).join(' · ')}
          </span>
          <span class={`${badgeOf(state)} is-bare`}>
            {stateOf(state)}
            {reason === undefined ? '' : `: ${REASONS[reason].replace(/^./, (first) => first.toLowerCase())}`}
            {trouble === undefined ? '' : `. ${TROUBLES[trouble]}`}
          </span>
          <small>
            Changed {momentWithin(updatedAt, nowSeconds())}
            <Show when={usedAt}>{(used) => ` · used ${momentWithin(used(), nowSeconds())}`}</Show>
          </small>
        </li>
      )}
    </For>
  </ul>
)
