import { html, raw } from 'hono/html'
import { createAlert, createPage, type Html } from './layout.ts'

export const TWO_STEP_PATH = '/identity/user/two-step'

/** One page of the set-up: each form posts to the same address, and says which button was pressed. */
export interface Press {
  readonly press: string
  readonly label: string
  readonly isPlain?: boolean
}

export const createTwoStepPage = (heading: string, message: string | undefined, content: Html): Html =>
  createPage(heading, html`<h1>${heading}</h1>${createAlert(message)}${content}`)

/** @param fields none: a button alone */
export const createPressForm = ({ press, label, isPlain = false }: Press, fields: Html | '' = ''): Html =>
  html`<form method="post" action="${TWO_STEP_PATH}">
    <input type="hidden" name="press" value="${press}" />
    ${fields}
    <div class="actions"><button${isPlain ? raw(' class="plain"') : ''}>${label}</button></div>
  </form>`

export const createCodeField = (): Html =>
  html`<label for="code">Six-digit code</label>
    <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required />`

export const createEmailField = (label: string): Html =>
  html`<label for="email">${label}</label>
    <input id="email" name="email" type="email" autocomplete="off" required />`
