import { html } from 'hono/html'
import { lookUp } from '../../../../src/contract/look-up.ts'
import { CAST_NOTES } from '../cast.ts'
import { nameOf } from '../login.ts'
import type { Person } from '../world.ts'
import { createAlert, createPage, createVisitField, type Html, visitQuery } from './layout.ts'

/** @param email what the field holds; choosing a person from the list fills it in, without script */
export const createLoginPage = (people: readonly Person[], email: string, consentId: string | undefined, message?: string): Html =>
  createPage(
    'Log in',
    html`<h1>Log in to Xero</h1>
      ${createAlert(message)}
      <h2 id="cast">Who do you want to be?</h2>
      <ul class="people" aria-labelledby="cast">
        ${people.map(
          (
            person,
          ) => html`<li><a href="/identity/user/login${visitQuery(consentId)}${consentId === undefined ? '?' : '&'}person=${person.id}"
            ${person.email === email ? html`aria-current="true"` : ''}>${nameOf(person)}<small>${lookUp(CAST_NOTES, person.id)}</small></a></li>`,
        )}
      </ul>
      <form method="post" action="/identity/user/login">
        ${createVisitField(consentId)}
        <label for="email">Email address</label>
        <input id="email" name="email" type="email" autocomplete="username" required value="${email}" />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="off" required value="any password" aria-describedby="any" />
        <p class="soft" id="any">Any password will do here. Never type a real one.</p>
        <div class="actions"><button>Log in</button></div>
      </form>
      <p><a href="/identity/user/forgot-password">Forgot password?</a></p>`,
  )

/** The browser brought a login along: the trap of people with several Xero logins. */
export const createKnownLoginPage = (person: Person, consentId: string | undefined): Html =>
  createPage(
    'Logged in already',
    html`<h1>You are already logged in</h1>
      <p>This browser is logged in to Xero as <strong>${nameOf(person)}</strong> (${person.email}).</p>
      <div class="actions">
        <a class="button" href="${consentId === undefined ? '/connected-apps' : `/identity/connect/authorize/callback${visitQuery(consentId)}`}">Continue as ${nameOf(person)}</a>
        <form method="post" action="/identity/user/logout">
          ${createVisitField(consentId)}
          <button class="plain">Use another login</button>
        </form>
      </div>`,
  )
