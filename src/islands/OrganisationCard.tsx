import type { JSX } from 'solid-js'
import type { Card } from '../contract/pages.ts'

export interface CardWords {
  readonly justAdded: string
  readonly active: string
  readonly demo: string
  readonly demoNote: string
  readonly trial: string
  readonly trialNote: string
}

interface Props {
  readonly card: Pick<Card, 'tenantId' | 'name' | 'place' | 'checked'>
  readonly words: CardWords
  /** Shows a part where the card has what the part is about. */
  readonly when: (part: 'place' | 'demo' | 'trial' | 'active' | 'justAdded', content: () => JSX.Element) => JSX.Element
}

/** One organisation to choose. */
export const OrganisationCard = (props: Props): JSX.Element => (
  <label class="card">
    <input type="radio" name="tenantId" value={props.card.tenantId} required checked={props.card.checked} />
    <span class="card-words">
      <strong>{props.card.name}</strong>
      <span class="card-facts">
        {props.when('place', () => (
          <span>{props.card.place}</span>
        ))}
        {props.when('demo', () => (
          <span>{props.words.demoNote}</span>
        ))}
        {props.when('trial', () => (
          <span>{props.words.trialNote}</span>
        ))}
      </span>
    </span>
    <span class="badges">
      {props.when('justAdded', () => (
        <span class="badge">{props.words.justAdded}</span>
      ))}
      {props.when('active', () => (
        <span class="badge">{props.words.active}</span>
      ))}
      {props.when('demo', () => (
        <span class="badge amber">{props.words.demo}</span>
      ))}
      {props.when('trial', () => (
        <span class="badge amber">{props.words.trial}</span>
      ))}
    </span>
  </label>
)
