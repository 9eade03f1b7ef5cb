/** All there is about one account, and what support may do for it. */
import { createSignal, type JSX, Show } from 'solid-js'
import { type DeskAccount, isKnown } from '../../contract/desk.ts'
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
  const found = () => {
    const answer = loading.answer()
    return answer?.ok ? answer.value : undefined
  }
  // The heading and the acts stay while the account is read again, and so does the focus.
  return (
    <Show when={found()} fallback={<Loaded loading={loading}>{() => ''}</Loaded>}>
      {(now) => (
        <div class="desk-split">
          <div class="desk-lead">
            <div class="desk-head">
              <Heading>{now().name ?? props.account}</Heading>
              <span class={badgeOf(now().connection.state)}>{stateOf(now().connection.state)}</span>
            </div>
            <p class="hint">
              {props.account} · <a href={hashOf({ at: 'audit', account: props.account })}>Who looked at it</a>
            </p>
            <Show when={!isKnown(now())}>
              <p class="note amber">
                Nobody has come to this account yet, so no link can be made for it. Check its id. A new customer comes by the button
                in miStable first.
              </p>
            </Show>
            <Show when={now()} keyed>
              {(shown) => <AccountFacts found={shown} />}
            </Show>
          </div>
          <div class="desk-side">
            <Show when={now()} keyed>
              {(shown) => <Answer found={shown} />}
            </Show>
            <Acts account={props.account} found={found} again={loading.again} />
          </div>
          <div class="desk-rest">
            <Show when={now()} keyed>
              {(shown) => <Timeline account={props.account} first={shown.timeline} />}
            </Show>
            <WebhookList webhooks={now().webhooks.webhooks} />
            <HandoverList handovers={now().handovers.handovers} />
          </div>
        </div>
      )}
    </Show>
  )
}

function Answer(props: { readonly found: DeskAccount }): JSX.Element {
  const { file } = useDesk()
  const { locale } = props.found
  return (
    <Show
      when={isKnown(props.found) && cardOf(file, cardIdOf(props.found))}
      fallback={
        <Show when={isKnown(props.found)}>
          <p class="note">All is well: there’s nothing to send.</p>
        </Show>
      }
    >
      {(card) => (
        <AnswerCard
          card={card()}
          locale={locale === undefined ? undefined : localeOfTag(locale)}
          customer={customerOf(props.found)}
        />
      )}
    </Show>
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
