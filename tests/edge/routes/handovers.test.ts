import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { app } from '../../../functions/app.ts'
import { createTables } from '../feedback/site.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { Browser, connectionOf, locationOf, newAccount, ORIGIN, problemOf, service, tokenOf, visitor } from '../people.ts'
import { Helper, handOver, handoversOf, order, tokenIn, typesOf } from './helper.ts'

const [CAFE, VET, TELECOM] = ['Banksia Café Pty Ltd', 'Coastal Veterinary Group Pty Ltd', 'Acme Telecom Pty Ltd']
const DAY_SECONDS = 86_400

beforeEach(createTables)

/** Everything that an account has on disk. */
const diskOf = (account: string) =>
  runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) =>
    [...storage.kv.list()].map(([key, value]) => `${key} ${JSON.stringify(value)}`),
  )

describe('a link for a helper', () => {
  it('says who asks, for which account and why, and changes nothing however often it is opened', async () => {
    const account = newAccount()
    const { url, expiresAt, message } = await handOver(account, { why: 'You do our books' })
    expect(url).toMatch(/^http:\/\/localhost:8787\/help-connect\/\?token=[\w.-]+$/)
    expect(message).toContain(url)
    expect(expiresAt - Date.now() / 1000).toBeGreaterThan(7 * DAY_SECONDS - 60)
    const before = [await diskOf(account), await handoversOf(account), await typesOf(account)]
    for (let open = 0; open < 100; open += 1) {
      const method = open % 2 === 0 ? 'GET' : 'HEAD'
      const headers = open % 3 === 0 ? { 'Sec-Purpose': 'prefetch' } : { 'Sec-Fetch-Mode': 'no-cors' }
      const scanner = new Helper()
      expect((await scanner.go(url, { method, headers })).status).toBe(200)
      expect(scanner.jar.header).toBe('')
    }
    expect([await diskOf(account), await handoversOf(account), await typesOf(account)]).toEqual(before)
    expect(await new Helper().look(url)).toBe('Wattle Cycles|Wanda Wattle|You do our books||open ')
  })

  it('needs a press on our own page', async () => {
    const account = newAccount()
    const { url } = await handOver(account)
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await new Helper().submit(
        '/api/help-connect',
        { token: tokenIn(url) },
        { Origin: origin, 'Sec-Fetch-Mode': 'cors' },
      )
      expect((await problemOf(answer)).code).toBe('forbidden-origin')
    }
    expect((await handoversOf(account))[0]?.state).toBe('open')
  })

  it.each(['', 'nonsense', 'eyJhbGciOiJkaXIifQ....'])('that is damaged (%o) opens nothing', async (token) => {
    expect(await new Helper().look(`/help-connect/?token=${token}`)).toContain('gone')
    const answer = await new Helper().submit('/api/help-connect', { token }, { 'Sec-Fetch-Mode': 'cors' })
    expect([answer.status, (await problemOf(answer)).code]).toEqual([400, 'bad-request'])
  })

  it('tells nothing of what is in it, nor is it one of the other links', async () => {
    const account = newAccount()
    const { url } = await handOver(account)
    const decoded = tokenIn(url)
      .split('.')
      .map((part) => atob(part.replaceAll('-', '+').replaceAll('_', '/')))
    expect(decoded.join(' ')).not.toContain(account)
    expect(await new Helper().look(`/undo-connection/?token=${tokenIn(url)}`)).toContain('gone')
    expect((await new Browser().go(`/start?token=${tokenIn(url)}`)).headers.get('Location')).toMatch(/bad-request/)
  })

  it('is never in the log', async () => {
    const spy = vi.spyOn(console, 'log')
    const { url } = await handOver(newAccount())
    const helper = new Helper()
    const undo = await helper.connect(url, 'bea', [CAFE]).then(() => helper.undoLink(url))
    await helper.undo(undo)
    const logged = JSON.stringify(spy.mock.calls)
    for (const link of [url, undo]) expect(logged).not.toContain(tokenIn(link).slice(-40))
    expect(logged).toContain('/help-connect')
  })
})

describe('a helper', () => {
  it('connects a new organisation, which the asker confirms before it is used', async () => {
    const { account, browser } = await visitor()
    const { url } = await handOver(account)
    const helper = new Helper()
    const page = await helper.connect(url, 'bea', [CAFE])
    expect(page).toMatch(/^\/help-connect\/\?token=/)
    expect(await helper.look(page)).toContain(`mine ${CAFE}`)
    expect(await connectionOf(account)).toMatchObject({ state: 'choose-organisation', authorisedBy: { name: 'Bea Bookkeeper' } })
    expect((await tokenOf(account)).status).toBe(409)
    expect(await handoversOf(account)).toMatchObject([
      { state: 'connected', organisations: [CAFE], helper: { name: 'Bea Bookkeeper' }, askedBy: 'Wanda Wattle' },
    ])
    const types = await typesOf(account)
    expect(types.filter((type) => type.startsWith('handover.')).reverse()).toEqual([
      'handover.made',
      'handover.opened',
      'handover.connected',
    ])
    await browser.confirmOnly()
    expect((await connectionOf(account)).state).toBe('connected')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('renews at once the organisation that the asker had confirmed', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await localXero.role('bea', TELECOM, 'Adviser')
    await localXero.role('theo', TELECOM, 'Read only')
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'access-removed' })
    const { url } = await handOver(account, { organisation: await tenantOf(TELECOM) })
    const helper = new Helper()
    expect(await helper.look(url)).toContain(TELECOM)
    await helper.connect(url, 'bea', [TELECOM])
    expect(await connectionOf(account)).toMatchObject({
      state: 'connected',
      organisation: { name: TELECOM },
      authorisedBy: { name: 'Bea Bookkeeper' },
    })
  })

  it('who picks another organisation than expected connects nothing, and may end that at once', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const before = await connectionOf(account)
    const { url } = await handOver(account, { organisation: await tenantOf(TELECOM) })
    const helper = new Helper()
    const page = await helper.connect(url, 'bea', [VET])
    expect(await helper.look(page)).toContain('wrong ')
    expect(await connectionOf(account)).toEqual(before)
    expect((await handoversOf(account))[0]?.state).toBe('opened')
    await helper.undo(await helper.undoLink(url))
    expect((await localXero.world()).connections.map(({ person }) => person)).toEqual(['theo'])
    expect(await connectionOf(account)).toEqual(before)
  })

  it('who cancels may try again', async () => {
    const account = newAccount()
    const { url } = await handOver(account)
    const helper = new Helper()
    expect(await helper.look(await helper.connect(url, 'bea', [CAFE], true))).toContain('open cancelled')
    await helper.connect(url, 'bea', [CAFE])
    expect((await connectionOf(account)).organisations).toHaveLength(1)
  })

  it('whose login was connected before claims the organisation by its name', async () => {
    const { browser } = await visitor()
    await browser.connect('bea', [CAFE])
    const account = newAccount()
    const { url } = await handOver(account)
    const helper = new Helper()
    expect(await helper.look(await helper.connect(url, 'bea', []))).toContain('none claim')
    const claim = (name: string) => helper.submit('/api/help-connect/claim', { token: tokenIn(url), name })
    expect(await helper.look(locationOf(await claim('No such company')))).toContain('none claim')
    expect(await helper.look(locationOf(await claim(CAFE)))).toContain(`mine ${CAFE}`)
    expect((await connectionOf(account)).state).toBe('choose-organisation')
    expect(await new Helper().submit('/api/help-connect/claim', { token: tokenIn(url), name: CAFE }).then(locationOf)).toMatch(
      /session-lost/,
    )
  })

  it('is done after one success, in every other browser too', async () => {
    const account = newAccount()
    const { url } = await handOver(account)
    const [first, second] = [new Helper(), new Helper()]
    const there = await second.press(url)
    await first.connect(url, 'bea', [CAFE])
    expect(await second.look(url)).toBe('Wattle Cycles|Wanda Wattle|||done ')
    const back = await localXero.consent(there, 'bea', [VET])
    expect(locationOf(await second.go(back))).toMatch(/^\/problems\/session-lost\//)
    expect(await second.press(url)).toMatch(/^\/help-connect\//)
    expect(await first.press(url)).toMatch(/^\/help-connect\//)
    expect((await connectionOf(account)).organisations.map(({ name }) => name)).toEqual([CAFE])
  })

  it('is known by the browser that pressed: the way back works in no other', async () => {
    const { url } = await handOver(newAccount())
    const back = await localXero.consent(await new Helper().press(url), 'bea', [CAFE])
    expect(locationOf(await new Helper().go(back))).toMatch(/^\/problems\/session-lost\//)
    const stranger = new Helper()
    await stranger.press(url)
    expect(await stranger.look(locationOf(await stranger.go(back)))).toContain('open')
  })

  it('may go on after the week when the press was in time', async () => {
    const account = newAccount()
    const { url } = await handOver(account)
    const helper = new Helper()
    await letPass(7 * DAY_SECONDS - 30)
    const there = await helper.press(url)
    await letPass(60)
    expect(await new Helper().look(url)).toContain('expired')
    expect(await new Helper().press(url)).toMatch(/^\/help-connect\//)
    await helper.go(await localXero.consent(there, 'bea', [CAFE]))
    expect((await handoversOf(account))[0]?.state).toBe('connected')
  })

  it('is stopped by revoking, at Xero too', async () => {
    const account = newAccount()
    const { id, url } = await handOver(account)
    const helper = new Helper()
    const there = await helper.press(url)
    const revoke = () => service(`/v1/accounts/${account}/handovers/${id}`, { method: 'DELETE' })
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204])
    expect(locationOf(await helper.go(await localXero.consent(there, 'bea', [CAFE])))).toMatch(/session-lost/)
    expect(await helper.look(url)).toContain('revoked')
    expect(await helper.press(url)).toMatch(/^\/help-connect\//)
    expect([(await connectionOf(account)).state, (await handoversOf(account))[0]?.state]).toEqual(['not-connected', 'revoked'])
    expect((await typesOf(account)).filter((type) => type === 'handover.revoked')).toHaveLength(1)
  })
})

describe('what a helper may do', () => {
  const OWN = ['POST /api/help-connect', 'POST /api/help-connect/claim', 'POST /api/undo-connection', 'GET /api/xero/callback']
  /** For anybody. */
  const PUBLIC = ['POST /api/signals', 'GET /api/health', 'GET /api/comments', 'GET /api/return', 'POST /api/visit/switch']
  const routes = app.routes
    .filter(({ method, path }) => path.startsWith('/api/') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/\/$/, '')}`)
  const others = [...new Set(routes)].filter((route) => !OWN.includes(route) && !PUBLIC.includes(route))

  it('has routes to try', () => expect(others.length).toBeGreaterThan(12))

  it.each(others)('is not %s', async (route) => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { id, url } = await handOver(account, { organisation: await tenantOf(TELECOM) })
    const helper = new Helper()
    await helper.press(url)
    const [method = '', path = ''] = route.split(' ')
    const before = [await connectionOf(account), await handoversOf(account)]
    const address = path.replace(':tenantId', await tenantOf(TELECOM)).replace(':id', id)
    const answer = await helper.go(address, { method, headers: { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors' } })
    expect([answer.status, (await problemOf(answer)).code]).toEqual([401, 'session-lost'])
    expect([await connectionOf(account), await handoversOf(account)]).toEqual(before)
  })

  it('is neither to see the account on any page, nor the way back to miStable', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { url } = await handOver(account)
    const helper = new Helper()
    await helper.press(url)
    expect(await helper.look('/connect/ask-to-connect/')).toBe('')
    expect(locationOf(await helper.go('/api/return'))).toBe(env.DASHBOARD_URL)
    expect(await helper.look(url)).not.toContain(TELECOM)
  })

  it('is not to take its session for one of the account, in the other cookie', async () => {
    const { url } = await handOver(newAccount())
    const helper = new Helper()
    await helper.press(url)
    const cookie = `session=${helper.jar.read('helper')}`
    const answer = await new Helper().go('/api/connection', { headers: { Cookie: cookie, 'Sec-Fetch-Mode': 'cors' } })
    expect(answer.status).toBe(401)
  })

  it('leaves a person who has the account open what they had', async () => {
    const account = newAccount()
    const asker = new Helper()
    const { url: start } = (await (
      await service('/v1/sessions', {
        method: 'POST',
        body: JSON.stringify({ account }),
        headers: { 'Content-Type': 'application/json' },
      })
    ).json()) as { url: string }
    await asker.go(start)
    const { url } = await handOver(account)
    expect(await asker.look(url)).toContain('own')
    expect(await asker.press(url)).toBe('/connect/log-in/')
    expect((await handoversOf(account))[0]?.state).toBe('open')
  })
})

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
