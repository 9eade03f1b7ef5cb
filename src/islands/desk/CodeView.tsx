/** What a support code stands for: what happened, whose turn it is, and the one message to send. */
import { For, type JSX, Show } from 'solid-js'
import { storyOf } from '../../contract/code-story.ts'
import type { DeskAccount, DeskAnswer, DeskCode } from '../../contract/desk.ts'
import { localeOfTag } from '../../contract/languages.ts'
import type { TimelineEvent } from '../../contract/wire.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { type Answer, ask } from './ask.ts'
import { cardOf } from './cards.ts'
import { nowSeconds, useDesk } from './desk-context.ts'
import { Events } from './Events.tsx'
import { Facts } from './Facts.tsx'
import { Heading } from './Heading.tsx'
import { createLoading, Loaded } from './Loaded.tsx'
import { stateOf } from './state-words.ts'
import { headlineOf, triedAt, whoseTurn } from './story-words.ts'
import { hashOf } from './views.ts'
import { distanceOf, momentOf } from './when.ts'

const ATTEMPTS = /^(attempt|organisation|connection|login|disconnect|claim)\./

interface Props {
  readonly code: string
  /** Asks, unless the box has just asked. */
  readonly look: () => Promise<Answer<DeskAnswer>>
}

export function CodeView(props: Props): JSX.Element {
  const loading = createLoading(async (): Promise<Answer<KnownCode | undefined>> => {
    const answer = await props.look()
    if (!answer.ok) return answer
    const found = answer.value.kind === 'code' ? answer.value.found : undefined
    if (found === undefined) return { ok: true, value: undefined }
    const account = await ask<DeskAccount>(`accounts/${encodeURIComponent(found.account)}`)
    return {
      ok: true,
      value: account.ok ? withAccount(props.code, found, account.value) : { found, events: [] },
    } as const
  })
  return (
    <Loaded loading={loading}>
      {(known) => (known === undefined ? <Unknown code={props.code} /> : <Known code={props.code} {...known} />)}
    </Loaded>
  )
}

interface KnownCode {
  readonly found: DeskCode
  readonly events: readonly TimelineEvent[]
  /** Who did it; the trip back from Xero doesn't say, and the event before it does. */
  readonly person?: string | undefined
}

/** The index is a few seconds behind the account, which knows what the customer is called and what became of it. */
function withAccount(code: string, found: DeskCode, { timeline: { events }, name, connection }: DeskAccount): KnownCode {
  const event = found.event ?? events.find(({ ref }) => ref === code)
  const earlier = events.find(({ by, id }) => by?.person !== undefined && id <= (event?.id ?? Number.POSITIVE_INFINITY))
  const person = event?.by?.person ?? earlier?.by?.person
  return { found: { ...found, name: found.name ?? name, event, connection }, events, person }
}

function Known(props: KnownCode & { readonly code: string }): JSX.Element {
  const { file } = useDesk()
  const { account, at, name, fields, event, connection } = props.found
  const story = storyOf({ ...props.found, fields: { ...fields, ...event } })
  const { person } = props
  const organisation = event?.organisation ?? connection?.organisation?.name
  const card = cardOf(file, story.problem) ?? cardOf(file, story.step)
  const turn = whoseTurn(story)
  return (
    <div class="desk-split">
      <div class="desk-lead">
        <Heading>{headlineOf(file, props.found, story)}</Heading>
        <p class="desk-lede">
          {person ?? 'Someone'} · {triedAt(file, story)}
        </p>
        <p class="note desk-turn">
          <svg class="icon" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
            <circle cx="8" cy="5" r="2.800" />
            <path d="M2.500 14c.4-3 2.500-4.800 5.500-4.800s5.100 1.800 5.500 4.800" />
          </svg>
          <span>
            <strong>{turn.who}</strong> {turn.what}
          </span>
        </p>
        <Facts
          facts={[
            [
              'Account',
              name ?? account,
              <>
                {account} · <a href={hashOf({ at: 'account', account })}>Its connection</a>
                {connection === undefined ? '' : `: ${stateOf(connection.state)}`}
              </>,
            ],
            person === undefined
              ? undefined
              : ['Person', person, story.locale === undefined ? undefined : `Reads ${languageName(story.locale)}`],
            organisation === undefined ? undefined : ['Organisation', organisation],
            ['When', momentOf(at, nowSeconds()), distanceOf(at, nowSeconds())],
            ['Support code', props.code],
          ]}
        />
      </div>
      <Show when={card}>
        {(shown) => (
          <AnswerCard
            card={shown()}
            locale={story.locale === undefined ? undefined : localeOfTag(story.locale)}
            customer={{ person, account: name, organisation, code: props.code }}
          />
        )}
      </Show>
      <div class="desk-rest">
        <details class="box">
          <summary>Log fields</summary>
          <LogFields fields={fields} />
        </details>
        <Events title="Attempts" events={props.events.filter(({ type }) => ATTEMPTS.test(type)).slice(0, 10)} here={props.code} />
      </div>
    </div>
  )
}

const languageName = (locale: string | undefined): string => (localeOfTag(locale) === 'en' ? 'English' : 'Chinese')

const LogFields = (props: { readonly fields: DeskCode['fields'] }): JSX.Element => (
  <dl class="desk-fields">
    <For each={Object.entries(props.fields)}>
      {([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      )}
    </For>
  </dl>
)

const Unknown = (props: { readonly code: string }): JSX.Element => (
  <>
    <Heading>{`${props.code} is unknown`}</Heading>
    <p class="desk-lede">It’s none of ours, or older than a year.</p>
    <ul class="desk-todo">
      <li>A support code has eight characters in two halves, such as 7KQ2-M4XP. It never has the letters I, L, O or U.</li>
      <li>Ask the customer to read it out again, letter by letter: B and 8, S and 5, Z and 2 are easily confused.</li>
      <li>Six digits are a code of their authenticator app. Those are for Xero alone: don’t ask for them.</li>
      <li>A code from the last few seconds may not be here yet. Try again in a moment.</li>
    </ul>
  </>
)
