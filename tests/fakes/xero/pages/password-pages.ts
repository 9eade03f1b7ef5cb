import { html } from 'hono/html'
import { createPage, type Html } from './layout.ts'
import { createEmailField } from './two-step-parts.ts'

export const createForgottenPage = (): Html =>
  createPage(
    'Forgot password',
    html`<h1>Forgot your password?</h1>
      <form method="post" action="/identity/user/forgot-password">
        ${createEmailField('Email address')}
        <div class="actions"><button>Send link</button></div>
      </form>`,
  )

export const createNewPasswordPage = (token: string): Html =>
  createPage(
    'New password',
    html`<h1>Choose a new password</h1>
      <form method="post" action="/identity/user/new-password">
        <input type="hidden" name="token" value="${token}" />
        <label for="password">New password</label>
        <input id="password" name="password" type="password" autocomplete="off" required value="any password" />
        <p class="soft">Never type a real one.</p>
        <div class="actions"><button>Change password</button></div>
      </form>`,
  )

export const createPasswordWordPage = (heading: string, words: string): Html =>
  createPage(
    heading,
    html`<h1>${heading}</h1>
      <p>${words}</p>
      <p><a href="/identity/user/login">Log in</a> · <a href="/mailbox">Mailbox</a> of this local Xero</p>`,
  )
