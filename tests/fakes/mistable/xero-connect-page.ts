import { html } from 'hono/html'
import type { Answer } from '../../../client/answer.ts'
import type { Connection, HandoverLink, Handovers } from '../../../client/client.ts'
import { lookUp } from '../../../src/contract/look-up.ts'
import type { Risk } from '../../../src/contract/wire.ts'
import { handoverCard } from './handover-card.ts'
import { type Markup, XERO_CONNECT_PATH } from './layout.ts'
import { standingOf } from './standing.ts'
import {
  dateWords,
  FINDING_WORDS,
  INVOICE_WORDS,
  momentWords,
  moneyWords,
  REASON_WORDS,
  returnWords,
  riskWords,
  STATE_WORDS,
  troubleHelp,
} from './words.ts'
import type { Fetched, Trouble } from './xero.ts'

export interface XeroConnectParts {
  /** Where the guide is. */
  readonly guide: string
  readonly connection: Answer<Connection>
  readonly handovers?: Handovers | undefined
  /** What the latest webhook says of the next billing run. */
  readonly risk?: Risk | undefined
  /** The `xero` value someone came back with. */
  readonly returned?: string | undefined
  /** What a press of a button led to. */
  readonly fetched?: Fetched
  readonly refused?: Trouble
  readonly done?: string | undefined
  readonly link?: HandoverLink | undefined
}

export function xeroConnectBody(parts: XeroConnectParts): Markup {
  const { guide, connection, handovers, risk, returned, fetched, refused, done, link } = parts
  const banner = done ?? returnWords(returned, connection.ok ? connection.value : undefined)
  return html`${banner === undefined ? '' : html`<p class="banner" role="status">${banner}</p>`}
${risk === undefined ? '' : html`<p class="banner bad" role="alert">${riskWords(risk)} ${/user|authoriser/.test(risk.ask.who) ? html`<a href="#ask">Ask someone else to reconnect</a>` : ''}</p>`}
${refused === undefined ? '' : troubleCard('That did not work', refused)}
${fetched === undefined ? '' : fetchedCard(fetched)}
${connection.ok ? connectionCard(connection.value, guide) : troubleCard('The state of the connection is not known', connection)}
${connection.ok ? actionsFor(connection.value) : openForm('Xero Connect', '/', 'main')}
${connection.ok ? handoverCard({ connection: connection.value, handovers, link }) : ''}
${connection.ok ? runCard() : ''}
${connection.ok && connection.value.state !== 'not-connected' ? disconnectCard() : ''}`
}

/** A press makes a link and goes there: no frame, no pop-up. */
const openForm = (words: string, goto: string, look: 'main' | 'quiet'): Markup =>
  html`<form method="post" action="${XERO_CONNECT_PATH}"><input type="hidden" name="goto" value="${goto}"><button class="${look}">${words}</button></form>`

function actionsFor(connection: Connection): Markup {
  const main = standingOf(connection)
  const others = [
    ['Xero Connect', '/'],
    ['See your connection', '/connection/'],
  ].filter(([, page]) => page !== main.goto)
  return html`<div class="actions">${others.map(([words = '', page = '']) => openForm(words, page, 'quiet'))}
<form method="post" action="${XERO_CONNECT_PATH}/check"><button>Check now</button></form>
<form method="post" action="${XERO_CONNECT_PATH}/invoices"><button>Fetch invoices from Xero</button></form>
</div>`
}

function connectionCard(connection: Connection, guide: string): Markup {
  const { state, reason, organisation, organisations, authorisedBy } = connection
  const { words, button, goto, tone, findings } = standingOf(connection)
  const isRefused = state === 'connected' && tone === 'bad'
  const place = [organisation?.countryCode, organisation?.currency].filter(Boolean).join(' · ')
  const rows: [label: string, value: string | undefined][] = [
    ['Organisation', organisation && (place === '' ? organisation.name : `${organisation.name} (${place})`)],
    [
      'Also available',
      organisations
        .filter((one) => one.tenantId !== organisation?.tenantId)
        .map((one) => one.name)
        .join(', '),
    ],
    ['Authorised by', authorisedBy && `${authorisedBy.name}, ${authorisedBy.email}`],
    ['Authorised', connection.authorisedAt === undefined ? undefined : momentWords(connection.authorisedAt)],
    ['Last proven to work', connection.provenAt === undefined ? undefined : momentWords(connection.provenAt)],
    ['Lapses if not used before', connection.reconnectBefore === undefined ? undefined : dateWords(connection.reconnectBefore)],
  ]
  return html`<section class="card ${tone}" aria-labelledby="state">
<h2 id="state">Xero <span class="state ${isRefused ? 'reconnect-required' : state}">${isRefused ? 'Connected, and not ready' : STATE_WORDS[state]}</span></h2>
<p class="words">${words}</p>
${reason === undefined ? '' : html`<p>${REASON_WORDS[reason] ?? reason}</p>`}
${findings.length === 0 ? '' : html`<ul class="findings">${findings.map(({ code, blocks }) => html`<li>${blocks ? 'Stops your invoices: ' : 'Good to know: '}<a href="${guide}/problems/${code}/">${lookUp(FINDING_WORDS, code) ?? code}</a></li>`)}</ul>`}
${openForm(button, goto, 'main')}
<dl class="rows">${rows.map(([label, value]) => (value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : ''))}</dl>
</section>`
}

const runCard = (): Markup => html`<section class="card" aria-labelledby="run">
<h2 id="run">Next billing run</h2>
<p class="soft">miBilling announces it, so that the guide looks at Xero a day and an hour before.</p>
<form class="fields" method="post" action="${XERO_CONNECT_PATH}/run">
<label for="in">It begins</label>
<select id="in" name="in"><option value="60">in a minute</option><option value="3600">in an hour</option><option value="86400">tomorrow</option><option value="604800">in a week</option><option value="0">never: take it back</option></select>
<button>Announce</button>
</form>
</section>`

const disconnectCard = (): Markup => html`<section class="card" aria-labelledby="end">
<h2 id="end">Disconnect</h2>
<p class="soft">Ends the connection at Xero too. Invoices that are in Xero stay there.</p>
<form class="actions" method="post" action="${XERO_CONNECT_PATH}/disconnect"><button class="danger">Disconnect from Xero</button></form>
</section>`

function fetchedCard(fetched: Fetched): Markup {
  if (!fetched.ok) return troubleCard('No invoices were fetched', fetched)
  const { name, invoices } = fetched.value
  return html`<section class="card good" aria-labelledby="fetched" role="status">
<h2 id="fetched">Invoices from ${name}</h2>
<p>miBilling asked the guide for access, then Xero for these invoices: the whole chain works.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Invoices in Xero">
<table>
<thead><tr><th scope="col">Number</th><th scope="col">Customer</th><th scope="col">Due</th><th scope="col">Status</th><th scope="col" class="sum">Amount</th></tr></thead>
<tbody>${invoices.map(
    (
      invoice,
    ) => html`<tr><th scope="row">${invoice.InvoiceNumber}</th><td>${invoice.Contact.Name}</td><td>${invoice.DueDateString.slice(0, 10)}</td>
<td>${lookUp(INVOICE_WORDS, invoice.Status) ?? invoice.Status}</td><td class="sum">${moneyWords(invoice.Total * 100, invoice.CurrencyCode)}</td></tr>`,
  )}</tbody>
</table>
</div>
</section>`
}

function troubleCard(heading: string, trouble: Trouble): Markup {
  const help = troubleHelp(trouble)
  return html`<section class="card bad" role="alert">
<h2>${heading}</h2>
<p>${trouble.title}.</p>
${help === undefined ? '' : html`<p>${help}</p>`}
${trouble.code === undefined ? '' : html`<p class="soft">Code: <code>${trouble.code}</code></p>`}
${trouble.ref === undefined ? '' : html`<p class="soft">Support code: <code class="ref">${trouble.ref}</code></p>`}
</section>`
}
