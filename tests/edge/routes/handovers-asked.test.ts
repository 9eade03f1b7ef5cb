import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTables } from '../feedback/site.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { Browser, connectionOf, locationOf, newAccount, problemOf, service, visitor } from '../people.ts'
import { Helper, handOver, handoversOf, order, typesOf } from './helper.ts'

const [CAFE, _VET, TELECOM] = ['Banksia Café Pty Ltd', 'Coastal Veterinary Group Pty Ltd', 'Acme Telecom Pty Ltd']
const DAY_SECONDS = 86_400

beforeEach(createTables)

/** Everything that an account has on disk. */
const diskOf = (account: string) =>
  runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) =>
    [...storage.kv.list()].map(([key, value]) => `${key} ${JSON.stringify(value)}`),
  )

describe('undoing', () => {
  async function helped() {
    const { account, browser } = await visitor()
    const { url } = await handOver(account)
    const helper = new Helper()
    await helper.connect(url, 'bea', [CAFE])
    await browser.confirmOnly()
    return { account, browser, link: await helper.undoLink(url) }
  }

  it('needs no login, works in any browser, ends the connection at Xero, and may be repeated', async () => {
    const { account, link } = await helped()
    for (let open = 0; open < 50; open += 1) expect(await new Helper().look(link)).toBe(`Wattle Cycles|${CAFE}|open `)
    expect((await connectionOf(account)).state).toBe('connected')
    for (const _ of [1, 2]) expect(await new Helper().look(await new Helper().undo(link))).toBe(`Wattle Cycles|${CAFE}|undone `)
    expect((await connectionOf(account)).state).toBe('not-connected')
    expect((await localXero.world()).connections).toEqual([])
    expect((await typesOf(account)).filter((type) => type === 'handover.undone')).toHaveLength(1)
    expect((await handoversOf(account))[0]?.undoneAt).toBeDefined()
  })

  it('leaves what others brought, and what another login has taken over', async () => {
    const { account, browser, link } = await helped()
    await browser.travel('theo', [TELECOM])
    await localXero.role('theo', CAFE, 'Adviser')
    await browser.travel('theo', [CAFE], await tenantOf(CAFE))
    await new Helper().undo(link)
    expect((await connectionOf(account)).organisations.map(({ name }) => name).sort()).toEqual([TELECOM, CAFE].sort())
  })

  it('works when the permission has ended already, and says that Xero could not be told', async () => {
    const { account, link } = await helped()
    await letPass(20 * DAY_SECONDS)
    await localXero.fault({ path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 20 })
    expect(await new Helper().look(await new Helper().undo(link))).toMatch(/undone/)
    expect((await connectionOf(account)).state).toBe('not-connected')
  })

  it('is tried again when Xero is out of order', async () => {
    const { account, link } = await helped()
    await localXero.fault({ path: '/connections', status: 503, body: 'down', times: 30 })
    expect(await new Helper().undo(link)).toMatch(/^\/problems\/xero-unavailable\//)
    expect((await connectionOf(account)).state).toBe('connected')
    await localXero.mend()
    await letPass(60)
    expect(await new Helper().look(await new Helper().undo(link))).toContain('undone')
    expect((await connectionOf(account)).state).toBe('not-connected')
  })

  it('works for thirty days', async () => {
    const { account, link } = await helped()
    await letPass(30 * DAY_SECONDS + 1)
    expect(await new Helper().look(link)).toContain('gone')
    await new Helper().undo(link)
    expect((await connectionOf(account)).organisations).toHaveLength(1)
  })
})

describe('an account that is deleted', () => {
  it.each(['', '?erase=true'])('takes its links with it (%o)', async (query) => {
    const { account, browser } = await visitor()
    const first = await handOver(account)
    const helper = new Helper()
    await helper.connect(first.url, 'bea', [CAFE])
    await browser.confirmOnly()
    const undo = await helper.undoLink(first.url)
    const second = await handOver(account, { why: 'Marker-Why' })
    expect((await service(`/v1/accounts/${account}${query}`, { method: 'DELETE' })).status).toBe(204)
    for (const link of [first.url, second.url, undo]) expect(await new Helper().look(link)).toContain('gone')
    expect(await new Helper().press(second.url)).toMatch(/^\/help-connect\//)
    expect((await diskOf(account)).filter((line) => line.startsWith('handover'))).toEqual([])
    expect((await connectionOf(account)).state).toBe('not-connected')
  })
})

describe('asking', () => {
  it.each([
    [{ organisation: '3b5b9952-ae30-4dbb-8802-a5dbea356697' }, 'organisation'],
    [{ organisation: 'x' }, 'organisation'],
    [{ email: 'bea@ledger-lane.example.com' }, 'email'],
    [{ email: 'a@b.example, c@d.example' }, 'email'],
    [{ why: 'x'.repeat(301) }, 'why'],
    [{ locale: 'not a tag' }, 'locale'],
    [{ returnUrl: 'https://x.example' }, 'returnUrl'],
  ])('refuses %o', async (fields, named) => {
    const answer = await order(newAccount(), fields)
    expect([answer.status, (await problemOf(answer)).detail]).toEqual([400, expect.stringContaining(named)])
  })

  it('has at most twenty links that work, and keeps no more than a month of them', async () => {
    const account = newAccount()
    for (let made = 0; made < 20; made += 1) await handOver(account)
    const answer = await order(account)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, `${DAY_SECONDS}`])
    await letPass(7 * DAY_SECONDS)
    await handOver(account)
    expect(await handoversOf(account)).toHaveLength(21)
  })

  it('writes to the helper in their language, and of nobody’s markup', async () => {
    const { url, message } = await handOver(newAccount(), { locale: 'zh-CN', user: 'A\nBcc: x@y.example' })
    expect(url).toContain('/zh-hans/help-connect/')
    expect(message).toMatch(/您好/)
    expect(message).not.toMatch(/\nBcc/)
  })

  it('sends the message itself where mail is set up, five times a day', async () => {
    const account = newAccount()
    const sent: object[] = []
    const mail = { MAIL_FROM: 'xero@mistable.example', EMAIL: { send: async (one: object) => void sent.push(one) } }
    const asker = new Helper(mail)
    const ask = (email: string) =>
      asker.go(`/v1/accounts/${account}/handovers`, {
        method: 'POST',
        body: JSON.stringify({ email, name: 'Wattle Cycles', why: 'Marker-Why' }),
        headers: { Authorization: 'Bearer public-test-service-key', 'Content-Type': 'application/json', 'Sec-Fetch-Mode': 'cors' },
      })
    for (let mails = 0; mails < 5; mails += 1)
      expect(await (await ask('bea@ledger-lane.example.com')).json()).toMatchObject({ mailed: true })
    expect((await ask('bea@ledger-lane.example.com')).status).toBe(429)
    expect(sent).toHaveLength(5)
    expect(sent[0]).toMatchObject({
      from: 'xero@mistable.example',
      to: 'bea@ledger-lane.example.com',
      subject: expect.stringContaining('Wattle Cycles'),
    })
    expect(JSON.stringify(sent)).not.toContain('Marker-Why')
    await letPass(DAY_SECONDS + 1)
    expect((await ask('bea@ledger-lane.example.com')).status).toBe(201)
  })

  it('says when the mail did not go off', async () => {
    const fails = { MAIL_FROM: 'xero@mistable.example', EMAIL: { send: async () => Promise.reject(new Error('no')) } }
    const answer = await new Helper(fails).go(`/v1/accounts/${newAccount()}/handovers`, {
      method: 'POST',
      body: JSON.stringify({ email: 'bea@ledger-lane.example.com' }),
      headers: { Authorization: 'Bearer public-test-service-key', 'Content-Type': 'application/json', 'Sec-Fetch-Mode': 'cors' },
    })
    expect(await answer.json()).toMatchObject({ mailed: false })
  })
})

describe('the asker’s own pages', () => {
  async function asker() {
    const browser = new Helper()
    const account = newAccount()
    const { url } = (await (
      await service('/v1/sessions', {
        method: 'POST',
        body: JSON.stringify({ account, name: 'Wattle Cycles', user: 'Wanda' }),
        headers: { 'Content-Type': 'application/json' },
      })
    ).json()) as { url: string }
    await browser.go(url)
    return {
      account,
      browser,
      ask: async (fields: object = {}) => browser.submit('/api/handovers', { visit: await browser.jar.mark(), ...fields }),
    }
  }

  it('make a link by a form, show it once more to that session alone, and revoke it', async () => {
    const { account, browser, ask } = await asker()
    const page = locationOf(await ask({ why: 'Books', back: '/connect/asked-someone/', language: 'zh-hans' }))
    expect(page).toMatch(/^\/connect\/asked-someone\/\?made=[\w-]{36}#hand-over$/)
    const html = await browser.look(page.replace('#hand-over', ''))
    const [, url = ''] = /(http:\S+\/zh-hans\/help-connect\/\?token=[\w.-]+)/.exec(html) ?? []
    expect(await new Helper().look(url)).toContain('Wattle Cycles|Wanda|Books||open')
    expect(await browser.look('/connect/asked-someone/')).toBe('(live)')
    const other = new Browser()
    await other.open(account)
    const listed = await (await other.call('GET', '/api/handovers')).json()
    expect(JSON.stringify(listed)).not.toContain('token')
    const [made] = await handoversOf(account)
    await browser.submit(`/api/handovers/${made?.id}/revoke`, { visit: await browser.jar.mark() })
    expect(await browser.look(page.replace('#hand-over', ''))).toBe('(revoked)')
  })

  it('answer a script with the link', async () => {
    const { browser } = await asker()
    const answer = await browser.submit('/api/handovers', { visit: await browser.jar.mark() }, { 'Sec-Fetch-Mode': 'cors' })
    expect([answer.status, await answer.json()]).toEqual([
      201,
      expect.objectContaining({ url: expect.stringContaining('/help-connect/') }),
    ])
  })

  it('say what the helper did, and lead to the press that confirms it', async () => {
    const { browser, account } = await asker()
    const { url } = await handOver(account)
    await new Helper().connect(url, 'bea', [CAFE])
    expect(await browser.look('/connect/asked-someone/')).toBe(`confirm (connected Bea Bookkeeper ${CAFE})`)
  })

  it('say whose login alone keeps the connection', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const page = new Helper()
    const look = () =>
      page.go('/reconnect/ask-a-colleague/', { headers: { Cookie: browser.jar.header } }).then((answer) => answer.text())
    expect(await look()).toBe(`expects ${TELECOM} Theo Three alone `)
    await localXero.role('theo', TELECOM, 'Read only')
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect(await look()).toBe(`expects ${TELECOM} Theo Three left `)
  })
})
