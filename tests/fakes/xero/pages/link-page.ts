import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { keyUriOf } from '../two-step.ts'
import type { EnrolmentView } from './enrolment-pages.ts'
import type { Html } from './layout.ts'
import { createPressForm, createTwoStepPage } from './two-step-parts.ts'

/** As apps copy it: the page has no script but this. */
const COPY = "navigator.clipboard.writeText(this.value);this.textContent='Copied'"

/** The page with the QR code, and its key for those who cannot scan. */
export function createLinkPage({ person, enrolment, wording, isArticle, message }: EnrolmentView): Html {
  const uri = keyUriOf(enrolment.key, person.email)
  const isVerify = enrolment.device === 'xero-verify'
  return createTwoStepPage(
    wording.scan,
    message,
    html`<p>${isVerify ? 'With Xero Verify' : 'With your authenticator app'}</p>
      <div class="square-code" role="img" aria-label="QR code">${raw(renderSVG(uri, { ecc: 'L', border: 4 }))}</div>
      <details>
        <summary>${wording.enterKey}</summary>
        <dl>
          ${isArticle ? html`<dt>Account</dt><dd>${person.email}</dd>` : ''}
          <dt>${wording.key}</dt>
          <dd><code>${inFours(enrolment.key)}</code> <button class="plain" type="button" value="${enrolment.key}" onclick="${COPY}">Copy</button></dd>
        </dl>
      </details>
      ${createPressForm({ press: 'continue', label: 'Continue' })}
      ${isVerify ? html`<p class="soft">Xero Verify is on the <a href="/phone" target="_blank">phone</a> of this local Xero.</p>` : ''}`,
  )
}

const inFours = (key: string): string => key.replaceAll(/(.{4})(?=.)/g, '$1 ')
