import { html } from 'hono/html'
import type { Account } from './accounts.ts'
import { type Markup, XERO_CONNECT_PATH } from './layout.ts'
import { moneyWords } from './words.ts'

export function dashboardBody(account: Account): Markup {
  const total = (status: string) =>
    moneyWords(account.invoices.filter((invoice) => invoice.status === status).reduce((sum, { cents }) => sum + cents, 0))
  return html`<p class="lead">How ${account.name} is doing this month.</p>
<dl class="figures">
<div><dt>Paid</dt><dd>${total('Paid')}</dd></div>
<div><dt>Awaiting payment</dt><dd>${total('Awaiting payment')}</dd></div>
<div><dt>Overdue</dt><dd>${total('Overdue')}</dd></div>
</dl>
<section class="card" aria-labelledby="books">
<h2 id="books">Your books</h2>
<p>miBilling can send these invoices to your Xero organisation.</p>
<p><a href="${XERO_CONNECT_PATH}">Billing, Settings, Xero Connect</a></p>
</section>`
}

export function billingBody(account: Account): Markup {
  return html`<section class="card" aria-labelledby="recent">
<h2 id="recent">Recent invoices</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table of invoices">
<table>
<thead><tr><th scope="col">Number</th><th scope="col">Customer</th><th scope="col">Due</th><th scope="col">Status</th><th scope="col" class="sum">Amount</th></tr></thead>
<tbody>${account.invoices.map(
    (invoice) => html`<tr><th scope="row">${invoice.number}</th><td>${invoice.customer}</td><td>${invoice.due}</td>
<td>${invoice.status}</td><td class="sum">${moneyWords(invoice.cents)}</td></tr>`,
  )}</tbody>
</table>
</div>
</section>`
}

export function settingsBody(): Markup {
  return html`<section class="card" aria-labelledby="accounting">
<h2 id="accounting">Accounting</h2>
<p><a href="${XERO_CONNECT_PATH}">Xero Connect</a></p>
<p class="soft">Send the invoices of miBilling to Xero.</p>
</section>`
}

/** Where "Contact support" of the guide leads, which brings what it knows. */
export function supportBody(brought: Readonly<Record<string, string>>): Markup {
  const rows = (['code', 'page', 'step'] as const).flatMap((name) =>
    brought[name] === undefined ? [] : [[name, brought[name]] as const],
  )
  return html`<section class="card" aria-labelledby="brought">
<h2 id="brought">You came from the guide</h2>
<p>This is what it told us. Nothing is sent from here: this miStable has no support desk.</p>
<dl class="rows">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>`
}
