/** One answer, without a customer. */
import { type JSX, Show } from 'solid-js'
import type { Locale } from '../../contract/languages.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { cardOf } from './cards.ts'
import { useDesk } from './desk-context.ts'
import { Heading } from './Heading.tsx'

const SIDES = {
  ours: 'We can fix this.',
  xero: 'Only Xero can fix this.',
  browser: 'The customer can fix this in their browser.',
  nobody: 'Nobody has to fix this: it’s normal.',
  choice: 'The customer can fix this.',
} as const

interface Props {
  readonly id: string
  /** That of the words it was found by. */
  readonly locale: Locale | undefined
}

export function CardView(props: Props): JSX.Element {
  const { file } = useDesk()
  return (
    <Show
      when={cardOf(file, props.id)}
      fallback={
        <>
          <Heading>No such answer</Heading>
          <p>Search for it by the customer’s own words.</p>
        </>
      }
    >
      {(card) => (
        <div class="desk-split">
          <div class="desk-lead">
            <Heading>{card().words.en.title}</Heading>
            <p class="summary">{card().words.en.note}</p>
            <Show when={card().side}>{(side) => <p class="note">{SIDES[side()]}</p>}</Show>
            <Show when={card().words.en.answer}>
              <p>
                <strong>{card().words.en.answer}</strong> {card().words.en.meaning}
              </p>
            </Show>
            <ol class="desk-todo">
              {card().words.en.todo.map((text) => (
                <li>{text}</li>
              ))}
            </ol>
          </div>
          <AnswerCard card={card()} locale={props.locale} />
        </div>
      )}
    </Show>
  )
}
