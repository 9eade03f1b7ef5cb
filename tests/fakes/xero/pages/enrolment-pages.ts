import { html } from 'hono/html'
import { QUESTIONS } from '../questions.ts'
import type { Enrolment } from '../two-step-world.ts'
import type { Person } from '../world.ts'
import type { Html } from './layout.ts'
import { createCodeField, createEmailField, createPressForm, createTwoStepPage } from './two-step-parts.ts'
import type { Wording } from './wordings.ts'

export interface EnrolmentView {
  readonly person: Person
  readonly enrolment: Enrolment
  readonly wording: Wording
  /** Xero's recommended app came after the article. */
  readonly isArticle: boolean
  readonly mayPutOff: boolean
  /** What an app that has the key shows now: nobody needs a phone to try things out. */
  readonly codeNow: string
  /** Where the code by email went. */
  readonly emailedTo?: string
  readonly message?: string
}

export const createOfferPage = ({ wording, mayPutOff, message }: EnrolmentView): Html =>
  createTwoStepPage(
    'Protect your account',
    message,
    html`<p>A second check after your password keeps others out, even if they know it.</p>
      ${createPressForm({ press: 'set-up', label: wording.setUp })}
      ${mayPutOff ? createPressForm({ press: 'not-now', label: 'Not now', isPlain: true }) : ''}`,
  )

export const createChooseAppPage = ({ message }: EnrolmentView): Html =>
  createTwoStepPage(
    'Choose an app',
    message,
    html`${createPressForm({ press: 'xero-verify', label: 'Use Xero Verify' })}
      <p class="soft">Recommended. You approve a login with one press.</p>
      ${createPressForm({ press: 'own-app', label: 'Use my own app', isPlain: true })}
      <p class="soft">Any app that makes six-digit codes every 30 seconds.</p>`,
  )

export const createCodeCheckPage = ({ wording, codeNow, message }: EnrolmentView): Html =>
  createTwoStepPage(
    'Enter the code',
    message,
    html`<p>Enter the six digits that your app shows for Xero.</p>
      ${createPressForm({ press: 'confirm-code', label: wording.confirmCode }, createCodeField())}
      ${createPressForm({ press: 'again', label: 'Show a new QR code', isPlain: true })}
      <h2>No phone at hand</h2>
      <p>An app that has the key shows <output aria-label="Code now">${codeNow}</output></p>`,
  )

export const createBackupChoicePage = ({ wording, message }: EnrolmentView): Html =>
  createTwoStepPage(
    'Choose a backup method',
    message,
    html`<p>If you lose your phone, it gets you in.</p>
      ${createPressForm({ press: 'backup-email', label: wording.backupEmail })}
      <p class="soft">Recommended.</p>
      ${createPressForm({ press: 'questions', label: 'Security questions', isPlain: true })}`,
  )

export const createQuestionsPage = ({ message }: EnrolmentView): Html =>
  createTwoStepPage(
    'Security questions',
    message,
    html`<p>Answers need five letters or digits or more, and nothing else. Never type a real one here.</p>
      ${createPressForm(
        { press: 'answer', label: 'Continue' },
        html`${[1, 2, 3].map(
          (number) => html`<label for="question${number}">Question ${number}</label>
            <select id="question${number}" name="question">
              <option value="">Choose a question</option>
              ${QUESTIONS.map((question) => html`<option>${question}</option>`)}
            </select>
            <label for="answer${number}">Answer ${number}</label>
            <input id="answer${number}" name="answer" autocomplete="off" required />`,
        )}`,
      )}`,
  )

export const createEmailPage = ({ wording, message }: EnrolmentView): Html =>
  createTwoStepPage(
    wording.backupEmail,
    message,
    html`<p>It must not be the address that you log in with.</p>
      ${createPressForm({ press: 'send-code', label: wording.sendToNewAddress }, createEmailField('Email address'))}`,
  )

export const createEmailCodePage = (view: EnrolmentView): Html =>
  createTwoStepPage(
    view.wording.backupEmail,
    view.message,
    html`<p>We have emailed a code to ${view.emailedTo}.</p>
      ${createPressForm({ press: 'confirm-email', label: view.wording.confirmEmail }, createCodeField())}
      ${createPressForm({ press: 'other-address', label: 'Use another address', isPlain: true })}
      <p class="soft">The <a href="/mailbox" target="_blank">mailbox</a> of this local Xero has all its emails.</p>`,
  )

/** With the article's wording this page also asks for the other address, which may be left out. */
export const createFinishPage = ({ enrolment, wording, isArticle, message }: EnrolmentView): Html =>
  createTwoStepPage(
    isArticle ? 'One more way in' : 'You’re set up',
    message,
    html`${enrolment.backup.email === undefined ? '' : html`<p role="status">${enrolment.backup.email} is confirmed.</p>`}
      ${
        isArticle && enrolment.backup.email === undefined
          ? html`<p>You may add an alternative email address. It must not be the one that you log in with.</p>
            ${createPressForm({ press: 'send-code', label: wording.sendToNewAddress, isPlain: true }, createEmailField(wording.backupEmail))}`
          : html`<p>From the next login on, Xero asks for a second check.</p>`
      }
      ${createPressForm({ press: 'finish', label: 'Finish' })}`,
  )
