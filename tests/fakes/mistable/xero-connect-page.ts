import { html } from 'hono/html'
import type { Answer } from '../../../client/answer.ts'
import type { Connection } from '../../../client/client.ts'
import { lookUp } from '../../../src/contract/look-up.ts'
import { type Markup, XERO_CONNECT_PATH } from './layout.ts'
import {
  dateWords,
  INVOICE_WORDS,
  momentWords,
  moneyWords,
  REASON_WORDS,
  returnWords,
  STATE_HELP,
  STATE_WORDS,
  troubleHelp,
} from './words.ts'
import type { Fetched, Trouble } from './xero.ts'

export interface XeroConnectParts {
  readonly connection: Answer<Connection>
  /** The `xero` value someone came back with. */
  readonly returned?: string | undefined
  /** What a press of a button led to. */
  readonly fetched?: Fetched
  readonly refused?: Trouble
}

export function xeroConnectBody({ connection, returned, fetched, refused }: XeroConnectParts): Markup {
  const banner = returnWords(returned, connection.ok ? connection.value : undefined)
  return html`${banner === undefined ? '' : html`<p class="banner" role="status">${banner}</p>`}
${refused === undefined ? '' : troubleCard('Xero Connect did not open', refused)}
${fetched === undefined ? '' : fetchedCard(fetched)}
${connection.ok ? connectionCard(connection.value) : troubleCard('The state of the connection is not known', connection)}
<div class="actions">
<form method="post" action="${XERO_CONNECT_PATH}"><button class="main">Xero Connect</button></form>
<form method="post" action="${XERO_CONNECT_PATH}/connection"><button>See your connection</button></form>
<form method="post" action="${XERO_CONNECT_PATH}/invoices"><button>Fetch invoices from Xero</button></form>
</div>`
}

function connectionCard(connection: Connection): Markup {
  const { state, reason, organisation, organisations, authorisedBy } = connection
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
  return html`<section class="card" aria-labelledby="state">
<h2 id="state">Xero <span class="state ${state}">${STATE_WORDS[state]}</span></h2>
${reason === undefined ? '' : html`<p>${REASON_WORDS[reason] ?? reason}</p>`}
<p>${STATE_HELP[state]}</p>
<dl class="rows">${rows.map(([label, value]) => (value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : ''))}</dl>
</section>`
}

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
