import type { JSX } from 'solid-js'
import { type CardWords, OrganisationCard } from './OrganisationCard.tsx'

/** The card as the Worker's template: Mustache tags in place of values. Rendered while the site is built, never in a browser. */
export const OrganisationCardTemplate = (props: { readonly words: CardWords; readonly checked: boolean }): JSX.Element => (
  <OrganisationCard
    card={{ tenantId: '{{tenantId}}', name: '{{name}}', place: '{{place}}', checked: props.checked }}
    words={props.words}
    when={(part, content) => [`{{#${part}}}`, content(), `{{/${part}}}`]}
  />
)
