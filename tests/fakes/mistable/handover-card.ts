import { html } from 'hono/html'
import type { HandoverLink, Handovers } from '../../../client/client.ts'
import { type Markup, XERO_CONNECT_PATH } from './layout.ts'
import { dateWords, HANDOVER_WORDS } from './words.ts'

/** Asks someone else to press Allow. @param link the one that was just made, shown this once */
export const handoverCard = (
  handovers: Handovers | undefined,
  link: HandoverLink | undefined,
): Markup => html`<section class="card" aria-labelledby="ask">
<h2 id="ask">Ask your accountant to connect</h2>
<p class="soft">They need their own Xero login, and none of miStable.</p>
${link === undefined ? '' : html`<p>Send them this message. It is shown once.</p><pre class="message" tabindex="0" role="region" aria-label="The message">${link.message}</pre>`}
<form class="actions" method="post" action="${XERO_CONNECT_PATH}/handovers">
<label for="why">Why you ask</label>
<input id="why" name="why" maxlength="300">
<label for="locale">Their language</label>
<select id="locale" name="locale"><option value="en">English</option><option value="zh-CN" lang="zh">简体中文</option></select>
<button class="quiet">Make a link</button>
</form>
${
  handovers === undefined || handovers.handovers.length === 0
    ? ''
    : html`<ul class="links">${handovers.handovers.slice(0, 5).map(
        ({
          id,
          state,
          madeAt,
          helper,
        }) => html`<li>Made ${dateWords(madeAt)}: ${HANDOVER_WORDS[state]}${helper === undefined ? '' : ` by ${helper.name}`}
${/^open/.test(state) ? html`<form method="post" action="${XERO_CONNECT_PATH}/handovers/revoke"><input type="hidden" name="id" value="${id}"><button>Revoke</button></form>` : ''}</li>`,
      )}</ul>`
}
</section>`
