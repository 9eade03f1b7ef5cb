import { html } from 'hono/html'
import { nameOf } from '../login.ts'
import type { Task } from '../two-step-world.ts'
import type { Person } from '../world.ts'
import { createPage, type Html } from './layout.ts'
import type { Wording } from './wordings.ts'

const initialsOf = ({ givenName, familyName }: Person): string => givenName.charAt(0) + familyName.charAt(0)

/** Behind the initials at the top of each page of somebody who is logged in. */
export const createAccountMenu = (person: Person): Html =>
  html`<nav aria-label="Account menu">
    <details>
      <summary aria-label="${nameOf(person)}">${initialsOf(person)}</summary>
      <ul>
        <li><a href="/account">Account</a></li>
        <li><a href="/connected-apps">Connected apps</a></li>
        <li><a href="/logout">Log out</a></li>
      </ul>
    </details>
  </nav>`

export const createAccountPage = (person: Person): Html =>
  createPage(
    'Account',
    html`${createAccountMenu(person)}
      <h1>Account</h1>
      <p>${nameOf(person)}, ${person.email}</p>
      <p><a href="/account/security">Additional security</a></p>`,
  )

export function createSecurityPage(person: Person, wording: Wording, isArticle: boolean): Html {
  const { device, backup } = person
  const isOn = person.totpKey !== undefined
  const mayAdd = backup?.questions === undefined || isArticle || backup.email !== undefined
  return createPage(
    'Additional security',
    html`${createAccountMenu(person)}
      <h1>Additional security</h1>
      ${createRow('Multi-factor authentication', isOn ? 'On' : 'Off', isOn ? ['turn-off', 'Turn off'] : ['app', 'Set up'])}
      ${isOn ? createRow('Connected device', device === 'xero-verify' ? 'Xero Verify' : 'Authenticator app', ['app', 'Change']) : ''}
      ${isOn && mayAdd ? createRow(wording.backupEmail, backup?.email ?? 'None', ['backup-email', backup?.email === undefined ? 'Add' : 'Change']) : ''}
      ${isOn && backup?.questions !== undefined ? createRow('Security questions', 'Three', undefined) : ''}`,
  )
}

const createRow = (name: string, state: string, press: readonly [Task, string] | undefined): Html =>
  html`<form class="row" method="post" action="/account/security">
    <span><strong>${name}</strong><br />${state}</span>
    ${press === undefined ? '' : html`<button class="plain" name="task" value="${press[0]}" aria-label="${press[1]}: ${name}">${press[1]}</button>`}
  </form>`
