import { html } from 'hono/html'
import type { WebhookPayload } from '../../../src/contract/wire.ts'
import type { Arrival } from './inbox.ts'
import type { Markup } from './layout.ts'
import { stampWords } from './words.ts'

export interface WebhooksParts {
  readonly account: string
  readonly arrivals: readonly Arrival[]
  /** Numbers that were skipped. */
  readonly missing: readonly number[]
}

export function webhooksBody({ account, arrivals, missing }: WebhooksParts): Markup {
  return html`<p class="lead">What the guide told miBilling about this account, newest first. The list is forgotten when this miStable stops.</p>
${missing.length === 0 ? '' : missingCard(account, missing)}
<section class="card" aria-labelledby="arrived">
<h2 id="arrived">Arrived</h2>
${arrivals.length === 0 ? html`<p>Nothing yet. Connect to Xero, and look again a few seconds later.</p>` : table(arrivals)}
</section>`
}

const table = (
  arrivals: readonly Arrival[],
): Markup => html`<div class="scroll" tabindex="0" role="region" aria-label="Table of webhooks">
<table>
<thead><tr><th scope="col">Number</th><th scope="col">When</th><th scope="col">Type</th><th scope="col">Organisation</th><th scope="col">Details</th><th scope="col" class="sum">Times</th></tr></thead>
<tbody>${arrivals.map(
  ({
    payload,
    times,
  }) => html`<tr><th scope="row">${payload.sequence}</th><td>${stampWords(Date.parse(payload.timestamp) / 1000)}</td>
<td><code>${payload.type}</code></td><td class="wrap">${payload.data.organisation?.name ?? '–'}</td><td class="wrap">${detailOf(payload)}</td><td class="sum">${times}</td></tr>`,
)}</tbody>
</table>
</div>`

const missingCard = (account: string, missing: readonly number[]): Markup => html`<section class="card bad" role="status">
<h2>Missing: ${missing.length === 1 ? 'number' : 'numbers'} ${missing.join(', ')}</h2>
<p>Newer messages have arrived. This one may still be on its way, or can be sent again:</p>
<p><code>npm run webhooks -- redeliver ${account} --from ${missing[0]}</code></p>
</section>`

/** What a message says beyond its type and organisation. */
function detailOf({ risk, stalled, data }: WebhookPayload): Markup | string {
  if (risk !== undefined) return `${risk.cause}; run at ${stampWords(risk.runAt)}; ask ${risk.ask.name ?? risk.ask.who}`
  if (stalled === undefined) return data.reason ?? '–'
  return html`${[stalled.step, stalled.problem].filter(Boolean).join(', ')}; <a href="${stalled.resumeUrl}">go on from there</a>`
}
