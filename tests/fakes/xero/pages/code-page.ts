import { html } from 'hono/html'
import { nameOf } from '../login.ts'
import { keyUriOf } from '../two-step.ts'
import type { Person } from '../world.ts'
import { createAlert, createPage, createVisitField, type Html } from './layout.ts'
import { createPressForm } from './two-step-parts.ts'
import type { Wording } from './wordings.ts'

export const CODE_PATH = '/identity/user/login/two-factor/authenticate'

export interface CodeView {
  readonly person: Person
  readonly key: string
  /** What this person's authenticator app shows now: nobody needs a phone to try things out. */
  readonly code: string
  readonly consentId: string | undefined
  readonly wording: Wording
  /** A login goes on; a change in the account is confirmed. */
  readonly button: 'Continue' | 'Confirm'
  readonly message: string | undefined
}

export const createCodePage = ({ person, key, code, consentId, wording, button, message }: CodeView): Html =>
  createPage(
    'Enter your code',
    html`<h1>Enter the code</h1>
      ${createAlert(message)}
      <p>${nameOf(person)} uses two-step authentication. Open the authenticator app and enter the code that it shows for Xero.</p>
      <form method="post" action="${CODE_PATH}">
        ${createVisitField(consentId)}
        <label for="code">Six-digit code</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required />
        ${
          button === 'Continue'
            ? html`<label class="choice"><input type="checkbox" name="trust" value="yes" /><span>Trust this device</span></label>`
            : ''
        }
        <div class="actions"><button>${button}</button></div>
      </form>
      ${createPressForm({ press: 'other-method', label: wording.otherMethod, isPlain: true })}
      <h2>No phone at hand</h2>
      <p>The app of ${nameOf(person)} shows <output aria-label="Code now">${code}</output></p>
      <details>
        <summary>Use a real authenticator app instead</summary>
        <p>Add an account with the key <code>${key}</code>, time-based, or with this address: <code>${keyUriOf(key, person.email)}</code>.
          Its codes fit while the clock of this server has not been moved.</p>
      </details>`,
  )
