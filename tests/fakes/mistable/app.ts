import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Connection, MiBillingXero } from '../../../client/client.ts'
import { now } from '../../../src/contract/clock.ts'
import { currentAccount, readAccount, rememberAccount } from './accounts.ts'
import { COPY_SCRIPT } from './handover-card.ts'
import { type Arrival, createInbox } from './inbox.ts'
import { page, WEBHOOKS_PATH, XERO_CONNECT_PATH } from './layout.ts'
import { billingBody, dashboardBody, settingsBody, supportBody } from './overview-pages.ts'
import { riskOf } from './risk.ts'
import { standingOf } from './standing.ts'
import { STYLE } from './style.ts'
import { createReceiver } from './webhooks.ts'
import { webhooksBody } from './webhooks-page.ts'
import { riskWords } from './words.ts'
import { createXeroConnect } from './xero-connect.ts'

export interface MistableParts {
  readonly guide: MiBillingXero
  readonly guideOrigin: string
  readonly xeroApiOrigin: string
  /** `whsec_…`: what webhooks to miBilling are signed with. */
  readonly webhookSecret: string
  /** Where this miStable is, as the browser knows it. */
  readonly origin: () => string
}

export function createApp({ guide, guideOrigin, xeroApiOrigin, webhookSecret, origin }: MistableParts): Hono {
  const app = new Hono()
  app.use(secureHeaders({ strictTransportSecurity: false, referrerPolicy: 'same-origin' }))
  // Called by servers and by hand, so before what looks for the origin of a page.
  const inbox = createInbox()
  app.route('/', createReceiver(inbox, webhookSecret))
  app.use(csrf())
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })

  app.get('/style.css', (c) => c.text(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/copy.js', (c) => c.text(COPY_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))

  app.get(WEBHOOKS_PATH, (c) => {
    const account = currentAccount(c)
    const { id } = account
    const body = webhooksBody({ account: id, arrivals: inbox.arrivalsOf(id), missing: inbox.missingFor(id) })
    return c.html(page({ title: 'Webhooks', account, path: WEBHOOKS_PATH, body }))
  })

  const overview = {
    '/': ['Dashboard', dashboardBody],
    '/billing': ['Billing', billingBody],
    '/billing/settings': ['Settings', settingsBody],
  } as const
  for (const [path, [title, body]] of Object.entries(overview)) {
    app.get(path, async (c) => {
      const account = currentAccount(c)
      const connection = await guide.readConnection(account.id)
      const warning = warningOf(connection.ok ? connection.value : undefined, inbox.arrivalsOf(account.id))
      return c.html(page({ title, account, path, warning, body: body(account) }))
    })
  }

  app.get('/support', (c) =>
    c.html(page({ title: 'Support', account: currentAccount(c), path: '/support', body: supportBody(c.req.query()) })),
  )

  app.post('/account', async (c) => {
    const { account: id, back } = await c.req.parseBody()
    const account = readAccount(String(id))
    if (account === undefined) return c.text('There is no such account.', 400)
    rememberAccount(c, account)
    const isOurs = typeof back === 'string' && [XERO_CONNECT_PATH, WEBHOOKS_PATH, ...Object.keys(overview)].includes(back)
    return c.redirect(isOurs ? back : '/', 303)
  })

  app.route(XERO_CONNECT_PATH, createXeroConnect({ guide, guideOrigin, xeroApiOrigin, inbox, origin }))

  return app
}

/** What every overview page warns of: a run at risk, or invoices that go nowhere. */
function warningOf(connection: Connection | undefined, arrivals: readonly Arrival[]): string | undefined {
  const risk = riskOf(arrivals, connection, now())
  if (risk !== undefined) return riskWords(risk)
  const standing = connection === undefined ? undefined : standingOf(connection)
  return standing?.tone === 'bad' ? `${standing.words} No invoice is lost; they wait here.` : undefined
}
