/** Before anything is typed: the answers that are asked for most. */
import type { JSX } from 'solid-js'
import type { DeskCard } from '../../contract/desk-cards.ts'
import { CardLinks, CardList } from './CardLinks.tsx'
import { cardsOf } from './cards.ts'
import { useDesk } from './desk-context.ts'
import { Heading } from './Heading.tsx'

export function HomeView(): JSX.Element {
  const { file } = useDesk()
  return (
    <div class="desk-split">
      <div class="desk-lead">
        <Heading>What does the customer say?</Heading>
        <p class="desk-lede">
          Type the support code from their screen, their account or organisation, an email address, or just what they wrote, in
          English or Chinese.
        </p>
        <CardLinks title="Asked for most" cards={cardsOf(file, file.common)} />
      </div>
      <section class="desk-side desk-part" aria-labelledby="all-answers">
        <h2 id="all-answers">All answers</h2>
        <div class="folds">
          <AllOf kind="problem" title="Problems" />
          <AllOf kind="step" title="Steps" />
          <AllOf kind="tool" title="Tools" />
        </div>
      </section>
    </div>
  )
}

function AllOf(props: { readonly kind: DeskCard['kind']; readonly title: string }): JSX.Element {
  const { file } = useDesk()
  const cards = file.cards
    .filter(({ kind }) => kind === props.kind)
    .toSorted((a, b) => a.words.en.title.localeCompare(b.words.en.title, 'en-AU'))
  return (
    <details class="box">
      <summary>
        {props.title}: {cards.length}
      </summary>
      <CardList cards={cards} />
    </details>
  )
}
