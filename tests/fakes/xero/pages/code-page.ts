import { html } from 'hono/html'
import { nameOf } from '../login.ts'
import { keyUriOf } from '../two-step.ts'
import type { Person } from '../world.ts'
import { createAlert, createPage, createVisitField, type Html } from './layout.ts'

export const CODE_PATH = '/identity/user/login/two-factor/authenticate'

/** @param code what this person's authenticator app shows now: nobody needs a phone to try things out */
export const createCodePage = (person: Person, key: string, code: string, consentId: string | undefined, message?: string): Html =>
  createPage(
    'Enter your code',
    html`<h1>Enter the six-digit code</h1>
      ${createAlert(message)}
      <p>${nameOf(person)} uses two-step authentication. Open the authenticator app and enter the code that it shows for Xero.</p>
      <form method="post" action="${CODE_PATH}">
        ${createVisitField(consentId)}
        <label for="code">Six-digit code</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required />
        <div class="actions"><button>Continue</button></div>
      </form>
      <h2>No phone at hand</h2>
      <p>The app of ${nameOf(person)} shows <output aria-label="Code now">${code}</output></p>
      <details>
        <summary>Use a real authenticator app instead</summary>
        <p>Add an account with the key <code>${key}</code>, time-based, or with this address: <code>${keyUriOf(key, person.email)}</code>.
          Its codes fit while the clock of this server has not been moved.</p>
      </details>`,
  )
