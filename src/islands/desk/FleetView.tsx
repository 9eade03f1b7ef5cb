/** All accounts: how many stand how, and pages of them. */
import { createSignal, type JSX, Show } from 'solid-js'
import type { DeskFleet } from '../../contract/desk.ts'
import type { FleetAccount } from '../../contract/wire.ts'
import { AccountRows } from './AccountRows.tsx'
import { Choice } from './ActDetails.tsx'
import { ask } from './ask.ts'
import { nowSeconds } from './desk-context.ts'
import { FleetCounts } from './FleetCounts.tsx'
import { Heading } from './Heading.tsx'
import { createLoading, Loaded } from './Loaded.tsx'
import { REASONS, STATE_NAMES } from './state-words.ts'
import { type FleetFilter, hashOf, queryOf } from './views.ts'

const DAY_SECONDS = 86_400
const SINCE = [
  ['', 'Whenever'],
  ['1', 'In the last day'],
  ['7', 'In the last 7 days'],
  ['30', 'In the last 30 days'],
] as const

/** The address says days, so that it means the same tomorrow; the API wants a moment. */
const asAsked = ({ updatedSince, ...filter }: FleetFilter): FleetFilter => ({
  ...filter,
  ...(updatedSince === undefined ? {} : { updatedSince: String(nowSeconds() - Number(updatedSince) * DAY_SECONDS) }),
})

export function FleetView(props: { readonly filter: FleetFilter }): JSX.Element {
  const asked = asAsked(props.filter)
  const loading = createLoading<DeskFleet>(() => ask(`fleet${queryOf(asked)}`))
  return (
    <>
      <Heading>All accounts</Heading>
      <Filters filter={props.filter} />
      <Loaded loading={loading}>
        {(first) => (
          <>
            <Show when={first.counts}>{(counts) => <FleetCounts counts={counts()} />}</Show>
            <Pages first={first} asked={asked} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Filters(props: { readonly filter: FleetFilter }): JSX.Element {
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault()
    const given = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value !== '')) as FleetFilter
    location.hash = hashOf({ at: 'fleet', filter: given })
  }
  return (
    <form class="desk-filters" onSubmit={submit}>
      <div>
        <Choice name="state" label="State" options={[['', 'Any'], ...STATE_NAMES]} value={props.filter.state} />
      </div>
      <div>
        <Choice name="reason" label="Reason" options={[['', 'Any'], ...Object.entries(REASONS)]} value={props.filter.reason} />
      </div>
      <div>
        <Choice name="updatedSince" label="Changed" options={SINCE} value={props.filter.updatedSince} />
      </div>
      <button type="submit" class="button quiet">
        Show
      </button>
      <Show when={queryOf(props.filter)}>
        <a href={hashOf({ at: 'fleet', filter: {} })}>All of them</a>
      </Show>
    </form>
  )
}

function Pages(props: { readonly first: DeskFleet; readonly asked: FleetFilter }): JSX.Element {
  const [accounts, setAccounts] = createSignal<readonly FleetAccount[]>(props.first.accounts)
  const [next, setNext] = createSignal(props.first.next)
  const more = async (): Promise<void> => {
    const answer = await ask<DeskFleet>(`fleet${queryOf({ ...props.asked, after: next() })}`)
    if (!answer.ok) return
    setAccounts([...accounts(), ...answer.value.accounts])
    setNext(answer.value.next)
  }
  return (
    <section class="desk-part">
      <h2>{`${accounts().length}${next() === undefined ? '' : ' and more'}, those unchanged longest first`}</h2>
      <AccountRows accounts={accounts()} />
      <Show when={next()}>
        <button type="button" class="button quiet" onClick={more}>
          Show more
        </button>
      </Show>
    </section>
  )
}
