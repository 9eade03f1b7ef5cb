/** What the box found: accounts, and answers that fit the words. */
import { type JSX, Show } from 'solid-js'
import type { DeskCard } from '../../contract/desk-cards.ts'
import type { FleetAccount } from '../../contract/wire.ts'
import { AccountRows } from './AccountRows.tsx'
import { AnswerCard } from './AnswerCard.tsx'
import { CardLinks } from './CardLinks.tsx'
import { languageOfWords } from './cards.ts'
import { Heading } from './Heading.tsx'

export interface Found {
  /** What was typed. It's shown, and goes nowhere else. */
  readonly query: string
  readonly accounts: readonly FleetAccount[]
  readonly cards: readonly DeskCard[]
}

const count = (number: number, one: string, many: string): string => (number === 1 ? `1 ${one}` : `${number} ${many}`)

const headingOf = ({ accounts, cards }: Found): string => {
  const parts = [
    ...(accounts.length > 0 ? [count(accounts.length, 'account', 'accounts')] : []),
    ...(cards.length > 0 ? [count(cards.length, 'answer', 'answers')] : []),
  ]
  return parts.length === 0 ? 'Nothing found' : parts.join(', ')
}

export const FoundView = (props: { readonly found: Found }): JSX.Element => (
  <div class="desk-split">
    <div class="desk-lead">
      <Heading>{headingOf(props.found)}</Heading>
      <p class="desk-lede">“{props.found.query}”</p>
      <Show when={props.found.accounts.length + props.found.cards.length === 0}>
        <p>Names are found by whole words, accounts by how their id begins. Try one word, or an email address.</p>
      </Show>
      <Show when={props.found.accounts.length > 0}>
        <section class="desk-part">
          <h2>Accounts</h2>
          <AccountRows accounts={props.found.accounts} />
        </section>
      </Show>
      <CardLinks title="Answers" cards={props.found.cards} />
    </div>
    <Show when={props.found.accounts.length === 0 && props.found.cards[0]}>
      {(best) => <AnswerCard card={best()} locale={languageOfWords(props.found.query)} />}
    </Show>
  </div>
)
