import { html } from 'hono/html'
import type { Mail } from '../two-step-world.ts'
import { createAlert, createPage, type Html } from './layout.ts'
import { createPressForm, createTwoStepPage } from './two-step-parts.ts'
import type { Wording } from './wordings.ts'

export interface Notice {
  readonly sid: string
  readonly email: string
}

export interface Entry {
  readonly email: string
  readonly code: string
}

/** The phone of everybody here, with Xero Verify open. */
export const createPhonePage = (
  notices: readonly Notice[],
  entries: readonly Entry[],
  waitingKeys: readonly string[],
  message?: string,
): Html =>
  createPage(
    'Xero Verify',
    html`<h1>Xero Verify</h1>
      <p class="soft">This page plays a phone.</p>
      ${createAlert(message)}
      ${notices.map(
        ({ sid, email }) => html`<section aria-label="Login of ${email}">
          <h2>Are you logging in to Xero?</h2>
          <p>${email}</p>
          <form class="actions" method="post" action="/phone/answer">
            <input type="hidden" name="sid" value="${sid}" />
            <button name="answer" value="accept">Accept</button>
            <button class="plain" name="answer" value="deny">Deny</button>
          </form>
        </section>`,
      )}
      <h2>Logins</h2>
      ${entries.length === 0 ? html`<p>None yet.</p>` : ''}
      <dl>${entries.map(({ email, code }) => html`<dt>${email}</dt><dd><output aria-label="Code for ${email}">${code}</output></dd>`)}</dl>
      <details>
        <summary>Add account</summary>
        ${waitingKeys.map(
          (key) => html`<form method="post" action="/phone/accounts">
            <input type="hidden" name="key" value="${key}" />
            <div class="actions"><button>Scan QR code</button></div>
          </form>`,
        )}
        ${waitingKeys.length === 0 ? html`<p>The camera sees no QR code: no page of Xero shows one for Xero Verify.</p>` : ''}
        <form method="post" action="/phone/accounts">
          <label for="key">Enter setup key</label>
          <input id="key" name="key" autocomplete="off" required />
          <div class="actions"><button class="plain">Add</button></div>
        </form>
      </details>`,
  )

/** Looks again every two seconds, for it has no script. */
export const createPushPage = (isDenied: boolean, wording: Wording): Html =>
  createTwoStepPage(
    isDenied ? 'You denied this login' : 'Approve the login on your phone',
    undefined,
    isDenied
      ? html`<p>Somebody pressed Deny on the phone. <a href="/logout">Log out</a>, and log in again if it was you.</p>`
      : html`<meta http-equiv="refresh" content="2" />
        <p>We have sent a notification to Xero Verify. Press Accept there.</p>
        ${createPressForm({ press: 'other-method', label: wording.otherMethod, isPlain: true })}
        <p class="soft">Xero Verify is on the <a href="/phone" target="_blank">phone</a> of this local Xero.</p>`,
  )

export const createMailboxPage = (mails: readonly Mail[], address: string | undefined): Html =>
  createPage(
    'Mailbox',
    html`<h1>Mailbox${address === undefined ? '' : html` of ${address}`}</h1>
      <p class="soft">Every email that this local Xero has sent${address === undefined ? '' : ' there'}, newest first. None has left this machine.</p>
      ${mails.length === 0 ? html`<p>No emails.</p>` : ''}
      ${mails.map(
        ({ to, subject, text, code, link }) => html`<article aria-label="${subject}">
          <h2>${subject}</h2>
          <p>From Xero, to <a href="/mailbox?address=${encodeURIComponent(to)}">${to}</a></p>
          <p>${text}</p>
          ${code === undefined ? '' : html`<p>Your code <output aria-label="Your code">${code}</output></p>`}
          ${link === undefined ? '' : html`<p><a href="${link}">Choose a new password</a></p>`}
        </article>`,
      )}`,
  )
