/** The whole fleet in numbers. */
import { For, type JSX, Show } from 'solid-js'
import type { DeskFleet } from '../../contract/desk.ts'
import type { ReconnectReason } from '../../contract/wire.ts'
import { shareOf } from './fleet-alarm.ts'
import { REASONS } from './state-words.ts'
import { hashOf } from './views.ts'

type Counts = NonNullable<DeskFleet['counts']>

export function FleetCounts(props: { readonly counts: Counts }): JSX.Element {
  const { connected, choosing, dying, dead, dormant } = props.counts
  const all = Object.values(dead).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <Show when={props.counts.connections}>{(connections) => <Connections {...connections()} />}</Show>
      <dl class="desk-counts">
        <Count name="Connected" count={connected} state="connected" />
        <Count name="Choosing" count={choosing} state="choose-organisation" />
        <Count name="Reconnect needed" count={all} state="reconnect-required" />
        <Count name="Connected, but refreshes fail" count={dying} />
        <Count name="Unused for 60 days" count={dormant} />
      </dl>
      <Show when={all > 0}>
        <ul class="desk-choices">
          <For each={Object.entries(dead)}>
            {([reason, count]) => (
              <li>
                <a href={hashOf({ at: 'fleet', filter: { reason } })}>
                  {REASONS[reason as ReconnectReason]}: {count}
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  )
}

const Count = (props: { readonly name: string; readonly count: number; readonly state?: string }): JSX.Element => (
  <div>
    <dt>{props.name}</dt>
    <dd>
      <Show when={props.state} fallback={props.count}>
        {(state) => (
          <a href={hashOf({ at: 'fleet', filter: { state: state() } })} aria-label={`${props.name}: ${props.count}`}>
            {props.count}
          </a>
        )}
      </Show>
    </dd>
  </div>
)

function Connections(props: { readonly used: number; readonly limit: number }): JSX.Element {
  const share = () => shareOf(props)
  return (
    <p class="note" classList={{ amber: share().isNear }}>
      <strong>
        {props.used} of {props.limit} connections used, {share().percent} %.
      </strong>{' '}
      {share().isNear && 'That’s 80 % or more: ask Xero for a higher limit now. At the limit nobody new can connect.'}
    </p>
  )
}
