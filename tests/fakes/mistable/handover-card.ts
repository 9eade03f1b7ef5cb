import { html } from 'hono/html'
import type { Connection, HandoverLink, Handovers } from '../../../client/client.ts'
import { type Markup, XERO_CONNECT_PATH } from './layout.ts'
import { standingOf } from './standing.ts'
import { dateWords, HANDOVER_WORDS } from './words.ts'

export interface HandoverParts {
  readonly connection: Connection
  readonly handovers?: Handovers | undefined
  /** The one that was just made, shown this once. */
  readonly link?: HandoverLink | undefined
}

/** The organisation that a helper should reconnect; without one they choose. */
export const expectedOf = ({ state, organisation }: Connection): Connection['organisation'] =>
  state === 'reconnect-required' ? organisation : undefined

/** Asks someone else to press Allow. */
export function handoverCard({ connection, handovers, link }: HandoverParts): Markup {
  const expected = expectedOf(connection)
  const { asksAnother } = standingOf(connection)
  return html`<section class="card" aria-labelledby="ask">
<h2 id="ask">${expected === undefined ? 'Ask your accountant to connect' : `Ask someone else to reconnect ${expected.name}`}</h2>
${asksAnother ? html`<p>${connection.authorisedBy?.name ?? 'The person who connected'} no longer has access in Xero, so it takes another person.</p>` : ''}
<p class="soft">They need their own Xero login, and none of miStable.</p>
${link === undefined ? '' : linkPart(link)}
<form class="fields" method="post" action="${XERO_CONNECT_PATH}/handovers">
<label for="why">Why you ask</label>
<input id="why" name="why" maxlength="300">
<label for="locale">Their language</label>
<select id="locale" name="locale"><option value="en">English</option><option value="zh-CN" lang="zh">简体中文</option></select>
<button>Make a link</button>
</form>
${handovers === undefined || handovers.handovers.length === 0 ? '' : html`<ul class="links">${handovers.handovers.slice(0, 5).map(handoverPart)}</ul>`}
</section>`
}

const linkPart = ({ message }: HandoverLink): Markup => html`<p>Send them this message. It is shown once.</p>
<pre class="message" id="message" tabindex="0" role="region" aria-label="The message">${message}</pre>
<p><button type="button" data-copies="message" hidden>Copy the message</button> <span role="status"></span></p>
<script src="/copy.js"></script>`

function handoverPart({ id, state, madeAt, expiresAt, why, helper, organisations }: Handovers['handovers'][number]): Markup {
  const by = helper === undefined ? '' : ` by ${helper.name}`
  const what = organisations.length === 0 ? '' : `, ${organisations.join(', ')}`
  const isLive = state === 'open' || state === 'opened'
  return html`<li><p>Made ${dateWords(madeAt)}: ${HANDOVER_WORDS[state]}${by}${what}${isLive ? `, works until ${dateWords(expiresAt)}` : ''}.
${why === undefined ? '' : html`<span class="soft">${why}</span>`}</p>
${isLive ? html`<form method="post" action="${XERO_CONNECT_PATH}/handovers/revoke"><input type="hidden" name="id" value="${id}"><button>Revoke</button></form>` : ''}</li>`
}

/** Puts a part of the page into the clipboard; without it, the text is marked and copied by hand. */
export const COPY_SCRIPT = `for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent)
    button.nextElementSibling.textContent = 'Copied.'
  })
}
`
