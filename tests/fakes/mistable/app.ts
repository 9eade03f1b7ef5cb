import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { MiBillingXero } from '../../../client/client.ts'
import { type Account, currentAccount, readAccount, rememberAccount } from './accounts.ts'
import { createInbox } from './inbox.ts'
import { page, WEBHOOKS_PATH, XERO_CONNECT_PATH } from './layout.ts'
import { billingBody, dashboardBody, settingsBody, supportBody } from './overview-pages.ts'
import { STYLE } from './style.ts'
import { createReceiver } from './webhooks.ts'
import { webhooksBody } from './webhooks-page.ts'
import { warningWords } from './words.ts'
import { readBooks } from './xero.ts'
import { type XeroConnectParts, xeroConnectBody } from './xero-connect-page.ts'

export interface MistableParts {
  readonly guide: MiBillingXero
  readonly xeroApiOrigin: string
  /** `whsec_…`: what webhooks to miBilling are signed with. */
  readonly webhookSecret: string
  /** Where this miStable is, as the browser knows it. */
  readonly origin: () => string
}

export function createApp({ guide, xeroApiOrigin, webhookSecret, origin }: MistableParts): Hono {
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
      const warning = connection.ok ? warningWords(connection.value) : undefined
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

  const xeroConnect = async (account: Account, parts: Omit<XeroConnectParts, 'connection'>) => {
    const connection = await guide.readConnection(account.id)
    return page({ title: 'Xero Connect', account, path: XERO_CONNECT_PATH, body: xeroConnectBody({ connection, ...parts }) })
  }

  /** @param page of the guide, where it isn't the first */
  const openGuide = async (c: Context, page: { readonly goto?: string }) => {
    const account = currentAccount(c)
    // The account is in the return address, so that a person who switched meanwhile comes back to the one they connected.
    const returnUrl = `${origin()}${XERO_CONNECT_PATH}?account=${account.id}`
    const session = await guide.openSession({ account: account.id, name: account.name, user: account.user, returnUrl, ...page })
    return session.ok ? c.redirect(session.value.url, 303) : c.html(await xeroConnect(account, { refused: session }), 502)
  }

  app.get(XERO_CONNECT_PATH, async (c) => {
    const goto = c.req.query('goto')
    return goto === undefined
      ? c.html(await xeroConnect(currentAccount(c), { returned: c.req.query('xero') }))
      : openGuide(c, { goto })
  })
  app.post(XERO_CONNECT_PATH, (c) => openGuide(c, {}))
  app.post(`${XERO_CONNECT_PATH}/connection`, (c) => openGuide(c, { goto: '/connection/' }))

  app.post(`${XERO_CONNECT_PATH}/invoices`, async (c) => {
    const account = currentAccount(c)
    const token = await guide.readAccessToken(account.id)
    const fetched = token.ok ? await readBooks(xeroApiOrigin, token.value) : token
    return c.html(await xeroConnect(account, { fetched }), fetched.ok ? 200 : 502)
  })
  // A reload after pressing the button, or the address typed by hand, leads to the page itself.
  for (const button of ['connection', 'invoices'])
    app.get(`${XERO_CONNECT_PATH}/${button}`, (c) => c.redirect(XERO_CONNECT_PATH, 303))

  return app
}
