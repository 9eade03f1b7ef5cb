/** Links to answers, by their titles. */
import { For, type JSX, Show } from 'solid-js'
import type { DeskCard } from '../../contract/desk-cards.ts'
import { hashOf } from './views.ts'

export const CardLinks = (props: { readonly title: string; readonly cards: readonly DeskCard[] }): JSX.Element => (
  <Show when={props.cards.length > 0}>
    <section class="desk-part">
      <h2>{props.title}</h2>
      <CardList cards={props.cards} />
    </section>
  </Show>
)

export const CardList = (props: { readonly cards: readonly DeskCard[] }): JSX.Element => (
  <ul class="links">
    <For each={props.cards}>
      {(card) => (
        <li>
          <a href={hashOf({ at: 'card', id: card.id })}>{card.words.en.title}</a>
        </li>
      )}
    </For>
  </ul>
)
