/** Billing > Settings > Xero Connect: all of it from `/v1`. */
import { type Context, Hono } from 'hono'
import type { MiBillingXero } from '../../../client/client.ts'
import { now } from '../../../src/contract/clock.ts'
import { type Account, currentAccount } from './accounts.ts'
import { expectedOf } from './handover-card.ts'
import type { Inbox } from './inbox.ts'
import { page, XERO_CONNECT_PATH } from './layout.ts'
import { riskOf } from './risk.ts'
import { runWords } from './words.ts'
import { readBooks } from './xero.ts'
import { type XeroConnectParts, xeroConnectBody } from './xero-connect-page.ts'

export interface XeroConnectOptions {
  readonly guide: MiBillingXero
  readonly guideOrigin: string
  readonly xeroApiOrigin: string
  readonly inbox: Inbox
  /** Where this miStable is, as the browser knows it. */
  readonly origin: () => string
}

type Shown = Omit<XeroConnectParts, 'guide' | 'connection' | 'handovers' | 'risk'>

export function createXeroConnect({ guide, guideOrigin, xeroApiOrigin, inbox, origin }: XeroConnectOptions): Hono {
  async function show(account: Account, shown: Shown = {}) {
    const [connection, handovers] = await Promise.all([guide.readConnection(account.id), guide.readHandovers(account.id)])
    const body = xeroConnectBody({
      guide: guideOrigin,
      connection,
      handovers: handovers.ok ? handovers.value : undefined,
      risk: riskOf(inbox.arrivalsOf(account.id), connection.ok ? connection.value : undefined, now()),
      ...shown,
    })
    return page({ title: 'Xero Connect', account, path: XERO_CONNECT_PATH, body })
  }

  /** @param goto the page of the guide, where it isn't the first */
  async function openGuide(c: Context, goto?: string) {
    const account = currentAccount(c)
    // The account is in the return address, so that a person who switched meanwhile comes back to the one they connected.
    const returnUrl = `${origin()}${XERO_CONNECT_PATH}?account=${account.id}`
    const order = {
      account: account.id,
      name: account.name,
      user: account.user,
      returnUrl,
      ...(goto === undefined ? {} : { goto }),
    }
    const session = await guide.openSession(order)
    return session.ok ? c.redirect(session.value.url, 303) : c.html(await show(account, { refused: session }), 502)
  }

  /** Does something, and shows the page with what came of it. */
  async function answer(c: Context, done: { readonly ok: boolean }, shown: Shown) {
    return c.html(await show(currentAccount(c), shown), done.ok ? 200 : 502)
  }
  const fields = async (c: Context) => (await c.req.parseBody()) as Record<string, string>

  const app = new Hono()
    .get('/', async (c) => {
      const goto = c.req.query('goto')
      return goto === undefined ? c.html(await show(currentAccount(c), { returned: c.req.query('xero') })) : openGuide(c, goto)
    })
    .post('/', async (c) => openGuide(c, (await fields(c))['goto']))
    .post('/invoices', async (c) => {
      const token = await guide.readAccessToken(currentAccount(c).id)
      const fetched = token.ok ? await readBooks(xeroApiOrigin, token.value) : token
      return answer(c, fetched, { fetched })
    })
    .post('/check', async (c) => {
      const checked = await guide.checkConnection(currentAccount(c).id)
      return answer(
        c,
        checked,
        checked.ok ? { done: 'Xero was asked. How things stand now is shown below.' } : { refused: checked },
      )
    })
    .post('/handovers', async (c) => {
      const { id, name, user } = currentAccount(c)
      const { why = '', locale = 'en' } = await fields(c)
      const connection = await guide.readConnection(id)
      const expected = connection.ok ? expectedOf(connection.value) : undefined
      const organisation = expected === undefined ? {} : { organisation: expected.tenantId }
      const made = await guide.handOver(id, { name, user, locale, ...organisation, ...(why === '' ? {} : { why }) })
      return answer(c, made, made.ok ? { link: made.value } : { refused: made })
    })
    .post('/handovers/revoke', async (c) => {
      const revoked = await guide.revokeHandover(currentAccount(c).id, (await fields(c))['id'] ?? '')
      return answer(c, revoked, revoked.ok ? { done: 'The link opens nothing any more.' } : { refused: revoked })
    })
    .post('/run', async (c) => {
      const seconds = Number((await fields(c))['in'])
      const at = seconds > 0 ? now() + seconds : null
      const announced = await guide.announceNextRun(currentAccount(c).id, at)
      return answer(c, announced, announced.ok ? { done: runWords(announced.value) } : { refused: announced })
    })
    .post('/disconnect', async (c) => {
      const ended = await guide.forgetAccount(currentAccount(c).id)
      return answer(c, ended, ended.ok ? { done: 'Xero is disconnected.' } : { refused: ended })
    })
  // A reload after a press, or the address typed by hand, leads to the page itself.
  for (const button of ['connection', 'invoices', 'check', 'handovers', 'handovers/revoke', 'run', 'disconnect'])
    app.get(`/${button}`, (c) => c.redirect(XERO_CONNECT_PATH, 303))
  return app
}
