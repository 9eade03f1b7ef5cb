import { html } from 'hono/html'
import { nameOf } from '../login.ts'
import type { Organisation, Person } from '../world.ts'
import { createAccountMenu } from './account-pages.ts'
import { createAlert, createPage, type Html } from './layout.ts'

/** A mistake in our own set-up: Xero shows this and sends nobody back. */
export const createErrorPage = (reason: string): Html =>
  createPage(
    'Error',
    html`<h1>Sorry, something went wrong</h1>
      <p>The app that sent you here asked for something that it may not have. You can close this page.</p>
      <p>Error code: 500<br /><code>${reason}</code></p>`,
  )

export const createEndedPage = (): Html =>
  createPage(
    'This visit has ended',
    html`<h1>This visit has ended</h1>
      <p>You have answered already, or too much time has passed. Go back to the app and connect again.</p>`,
  )

export const createLoggedOutPage = (): Html =>
  createPage(
    'Logged out',
    html`<h1>You are logged out</h1>
      <p>This browser no longer remembers a login. The next trip from an app begins at the login page.</p>
      <p><a href="/identity/user/login">Log in</a></p>`,
  )

/** In Xero's words, as reported. It has no way back to the app. */
export const createConnectionLimitPage = (): Html =>
  createPage(
    'Connection limit',
    html`<h1>miBilling has reached their Xero connection limit</h1>
      <p>No more organisations can be connected to this app. Contact the app’s support.</p>`,
  )

export const createConnectedAppsPage = (person: Person, organisations: readonly Organisation[], message?: string): Html =>
  createPage(
    'Connected apps',
    html`${createAccountMenu(person)}
      <h1>Connected apps</h1>
      ${createAlert(message)}
      <form class="who" method="post" action="/identity/user/logout">
        <span>Logged in as <strong>${nameOf(person)}</strong> (${person.email}).</span>
        <button class="plain">Log out</button>
      </form>
      ${organisations.length === 0 ? html`<p>No app is connected to any organisation of yours.</p>` : ''}
      ${organisations.map(
        ({ name, tenantId }) => html`<form class="row" method="post" action="/connected-apps">
          <input type="hidden" name="tenantId" value="${tenantId}" />
          <span><strong>miBilling</strong> in ${name}</span>
          <button class="plain" aria-label="Disconnect miBilling from ${name}">Disconnect</button>
        </form>`,
      )}`,
  )

export const createHomePage = (): Html =>
  createPage(
    'Welcome',
    html`<h1>This is the local Xero</h1>
      <p>It plays the part of Xero while you try miBilling on this machine: logging in, allowing access, and the API behind. Nothing here is real.</p>
      <ul>
        <li><a href="/identity/user/login">Log in</a></li>
        <li><a href="/logout">Log out</a>: a browser that has logged in once goes straight to the consent page</li>
        <li><a href="/connected-apps">Connected apps</a>: disconnect miBilling as one would in Xero</li>
        <li><a href="/account">Account</a>: two-step authentication, the connected device and the backup method</li>
        <li><a href="/phone">Phone</a> with Xero Verify, and the <a href="/mailbox">mailbox</a> with every email from here</li>
        <li><a href="/control/calls">What was called</a> and <a href="/control/world">what this Xero knows</a>, as JSON</li>
      </ul>`,
  )
