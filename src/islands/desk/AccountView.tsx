/** All there is about one account, and what support may do for it. */
import { createSignal, type JSX, Show } from 'solid-js'
import type { DeskAccount } from '../../contract/desk.ts'
import { localeOfTag } from '../../contract/languages.ts'
import type { TimelineEvent } from '../../contract/wire.ts'
import { AccountFacts } from './AccountFacts.tsx'
import { Acts } from './Acts.tsx'
import { AnswerCard } from './AnswerCard.tsx'
import { ask } from './ask.ts'
import { cardIdOf, cardOf } from './cards.ts'
import { useDesk } from './desk-context.ts'
import { Events } from './Events.tsx'
import { HandoverList } from './HandoverList.tsx'
import { Heading } from './Heading.tsx'
import { createLoading, Loaded } from './Loaded.tsx'
import { customerOf } from './message.ts'
import { badgeOf, stateOf } from './state-words.ts'
import { hashOf } from './views.ts'
import { WebhookList } from './WebhookList.tsx'

const pathOf = (account: string) => `accounts/${encodeURIComponent(account)}`

export function AccountView(props: { readonly account: string }): JSX.Element {
  const loading = createLoading<DeskAccount>(() => ask(pathOf(props.account)))
  return (
    <>
      <Loaded loading={loading}>{(found) => <Shown found={found} />}</Loaded>
      {/* Outside: what an act answered stays while the account is read again. */}
      <Show when={loading.answer()?.ok}>
        <Acts account={props.account} found={() => asFound(loading.answer())} again={loading.again} />
      </Show>
    </>
  )
}

const asFound = <T,>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false } | undefined): T | undefined =>
  answer?.ok ? answer.value : undefined

function Shown(props: { readonly found: DeskAccount }): JSX.Element {
  const { file } = useDesk()
  const { connection, name, locale, timeline, webhooks, handovers } = props.found
  const customer = customerOf(props.found)
  return (
    <div class="desk-split">
      <div>
        <div class="desk-head">
          <Heading>{name ?? connection.account}</Heading>
          <span class={badgeOf(connection.state)}>{stateOf(connection.state)}</span>
        </div>
        <p class="hint">
          {connection.account} · <a href={hashOf({ at: 'audit', account: connection.account })}>Who looked at it</a>
        </p>
        <AccountFacts found={props.found} />
        <Timeline account={connection.account} first={timeline} />
        <WebhookList webhooks={webhooks.webhooks} />
        <HandoverList handovers={handovers.handovers} />
      </div>
      <Show when={cardOf(file, cardIdOf(props.found))} fallback={<p class="note">All is well: there’s nothing to send.</p>}>
        {(card) => <AnswerCard card={card()} locale={locale === undefined ? undefined : localeOfTag(locale)} customer={customer} />}
      </Show>
    </div>
  )
}

function Timeline(props: { readonly account: string; readonly first: DeskAccount['timeline'] }): JSX.Element {
  const [events, setEvents] = createSignal<readonly TimelineEvent[]>(props.first.events)
  const [next, setNext] = createSignal(props.first.next)
  const more = async (): Promise<void> => {
    const answer = await ask<DeskAccount>(`${pathOf(props.account)}?before=${next()}`)
    if (!answer.ok) return
    setEvents([...events(), ...answer.value.timeline.events])
    setNext(answer.value.timeline.next)
  }
  return (
    <>
      <Events title="What happened" events={events()} />
      <Show when={next()}>
        <button type="button" class="button quiet" onClick={more}>
          Show older
        </button>
      </Show>
    </>
  )
}
