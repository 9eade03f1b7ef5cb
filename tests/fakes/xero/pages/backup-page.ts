import { html } from 'hono/html'
import { askedOf } from '../questions.ts'
import type { BrowserSession, Person } from '../world.ts'
import type { Html } from './layout.ts'
import { createCodeField, createPressForm, createTwoStepPage } from './two-step-parts.ts'
import type { Wording } from './wordings.ts'

/** Another way in than the app: what the person has set up, and for Xero Verify its code. */
export function createBackupPage(person: Person, session: BrowserSession, wording: Wording, message?: string): Html {
  const { backupMethod, emailCode } = session.twoStep
  const { email, questions } = person.backup ?? {}
  if (backupMethod === 'email' && emailCode !== undefined) {
    return createTwoStepPage(
      wording.backupEmail,
      message,
      html`<p>We have emailed a code to ${hidden(emailCode.to)}.</p>
        ${createPressForm({ press: 'enter-email-code', label: 'Confirm' }, createCodeField())}
        <p class="soft">The <a href="/mailbox" target="_blank">mailbox</a> of this local Xero has all its emails.</p>`,
    )
  }
  if (backupMethod === 'email') {
    return createTwoStepPage(
      wording.backupEmail,
      message,
      html`${createPressForm({ press: 'send-backup-code', label: 'Send code' })}`,
    )
  }
  if (backupMethod === 'questions') {
    return createTwoStepPage(
      'Security questions',
      message,
      createPressForm(
        { press: 'enter-answers', label: 'Continue' },
        html`${askedOf(questions ?? []).map(
          ({ question }, at) => html`<label for="answer${at}">${question}</label>
            <input id="answer${at}" name="answer" autocomplete="off" required />`,
        )}`,
      ),
    )
  }
  return createTwoStepPage(
    'Backup method',
    message,
    html`${person.device === 'xero-verify' ? createPressForm({ press: 'use-code', label: 'Six-digit code in Xero Verify', isPlain: true }) : ''}
      ${email === undefined ? '' : createPressForm({ press: 'use-email', label: wording.backupEmail, isPlain: true })}
      ${questions === undefined ? '' : createPressForm({ press: 'use-questions', label: 'Security questions', isPlain: true })}
      ${email === undefined && questions === undefined ? html`<p>This login has no backup method. Contact Xero’s support, and show who you are.</p>` : ''}`,
  )
}

const hidden = (address: string): string => address.replace(/^(.).*(?=@)/, '$1•••')
