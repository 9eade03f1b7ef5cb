import { html } from 'hono/html'
import type { Choice } from '../consent.ts'
import { nameOf } from '../login.ts'
import type { Person } from '../world.ts'
import { createAlert, createPage, createVisitField, type Html } from './layout.ts'

export interface ConsentView {
  readonly consentId: string
  readonly loginOrigin: string
  readonly person: Person
  readonly scopes: readonly string[]
  /** Empty where the scopes need no organisation. */
  readonly choices: readonly Choice[]
  readonly asksForOrganisation: boolean
  readonly mayPickSeveral: boolean
  readonly message?: string
}

const REASONS = { connected: 'already connected', 'role-too-low': 'your role may not connect an app' } as const

export function createConsentPage(view: ConsentView): Html {
  const open = view.choices.filter(({ state }) => state === 'open')
  const connected = view.choices.filter(({ state }) => state === 'connected').length
  return createPage(
    'Allow access',
    html`<h1>Allow miBilling to use your Xero data?</h1>
      ${createAlert(view.message)}
      <form class="who" method="post" action="${view.loginOrigin}/identity/user/logout">
        ${createVisitField(view.consentId)}
        <span>Logged in as <strong>${nameOf(view.person)}</strong> (${view.person.email}). Not you?</span>
        <button class="plain">Log out</button>
      </form>
      <form method="post" action="/consent">
        ${createVisitField(view.consentId)}
        ${view.asksForOrganisation ? createChoices(view) : ''}
        <h2>miBilling asks for</h2>
        <ul>${view.scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
        <div class="actions">${createButtons(open.length, connected)}</div>
      </form>`,
  )
}

function createChoices(view: ConsentView): Html {
  if (view.choices.length === 0) return html`<p>This login has no organisation: there is nothing to connect.</p>`
  return html`<fieldset>
    <legend>Select an organisation to connect</legend>
    ${view.choices.map((choice) => createChoice(choice, view.mayPickSeveral ? 'checkbox' : 'radio', view.choices.length === 1))}
  </fieldset>`
}

/** Every line says the role; what cannot be picked says why. */
function createChoice({ organisation, role, state }: Choice, type: 'checkbox' | 'radio', isOnlyOne: boolean): Html {
  const isOpen = state === 'open'
  const note = isOpen ? role : `${role} · ${REASONS[state]}`
  return html`<label class="choice ${isOpen ? '' : 'closed'}">
    <input type="${type}" name="tenantId" value="${organisation.tenantId}" ${isOpen ? '' : html`disabled`} ${isOpen && isOnlyOne ? html`checked` : ''} />
    <span><strong>${organisation.name}</strong><small>${note}</small></span>
  </label>`
}

/** Without anything new to pick, going on is all that can be allowed. */
function createButtons(openCount: number, connectedCount: number): Html {
  const goOn = `Continue with ${connectedCount} organisation${connectedCount === 1 ? '' : 's'}`
  return html`${openCount > 0 || connectedCount === 0 ? html`<button name="answer" value="allow">Allow access</button>` : ''}
    ${connectedCount > 0 ? html`<button name="answer" value="continue" class="${openCount > 0 ? 'plain' : ''}">${goOn}</button>` : ''}
    <button name="answer" value="cancel" class="plain" formnovalidate>Cancel</button>`
}
