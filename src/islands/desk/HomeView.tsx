/** Before anything is typed: the answers that are asked for most. */
import type { JSX } from 'solid-js'
import { CardLinks } from './AnswerCard.tsx'
import { cardsOf } from './cards.ts'
import { useDesk } from './desk-context.ts'
import { Heading } from './Heading.tsx'

export function HomeView(): JSX.Element {
  const { file } = useDesk()
  return (
    <div class="desk-split">
      <div>
        <Heading>What does the customer say?</Heading>
        <p class="desk-lede">
          Type the support code from their screen, their account or organisation, an email address, or just what they wrote, in
          English or Chinese.
        </p>
        <CardLinks title="Asked for most" cards={cardsOf(file, file.common)} />
      </div>
    </div>
  )
}
