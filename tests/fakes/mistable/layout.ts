import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { ACCOUNTS, type Account } from './accounts.ts'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

export interface PageParts {
  readonly title: string
  readonly account: Account
  /** The path of the page, which the menu marks as the current one. */
  readonly path: string
  /** What the person should see to first. */
  readonly warning?: string | undefined
  readonly body: Markup
}

export const XERO_CONNECT_PATH = '/billing/settings/xero-connect'
export const WEBHOOKS_PATH = '/billing/settings/webhooks'

const MENU = [
  { path: '/', label: 'Dashboard', depth: 'top' },
  { path: '/billing', label: 'Billing', depth: 'top' },
  { path: '/billing/settings', label: 'Settings', depth: 'under' },
  { path: XERO_CONNECT_PATH, label: 'Xero Connect', depth: 'deep' },
  { path: WEBHOOKS_PATH, label: 'Webhooks', depth: 'deep' },
]

export function page({ title, account, path, warning, body }: PageParts): Markup {
  return html`<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · miStable</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<aside class="local" aria-label="What this is"><strong>Local miStable</strong> · for trying things out</aside>
<div class="shell">
<header class="side">
<p class="brand"><span aria-hidden="true" class="mark"></span>miStable</p>
<nav aria-label="Main">
<ul>${MENU.map(
    (item) =>
      html`<li class="${item.depth}"><a href="${item.path}" ${item.path === path ? html`aria-current="page"` : ''}>${item.label}</a></li>`,
  )}</ul>
</nav>
</header>
<div class="work">
<section class="bar" aria-label="Who is signed in">
<p>Signed in as ${account.user}</p>
<form method="post" action="/account">
<input type="hidden" name="back" value="${path}">
<label for="account">Account</label>
<select id="account" name="account">${ACCOUNTS.map(
    (one) => html`<option value="${one.id}" ${one.id === account.id ? html`selected` : ''}>${one.name}</option>`,
  )}</select>
<button class="quiet">Switch</button>
</form>
</section>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${warning === undefined ? '' : html`<p class="banner bad" role="alert">${warning} <a href="${XERO_CONNECT_PATH}">Open Xero Connect</a></p>`}
${body}
</main>
</div>
</div>
</body>
</html>`
}
