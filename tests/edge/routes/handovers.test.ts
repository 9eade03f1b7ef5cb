import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createTables } from '../feedback/site.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { Browser, connectionOf, locationOf, newAccount, problemOf, service, tokenOf, visitor } from '../people.ts'
import { Helper, handOver, handoversOf, tokenIn, typesOf } from './helper.ts'

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
    expect(await second.look(locationOf(await second.go(back)))).toContain('done')
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
    const end = locationOf(await helper.go(await localXero.consent(there, 'bea', [CAFE])))
    expect(end).toMatch(/^\/help-connect\/\?token=.*&problem=link-expired/)
    expect(await helper.look(end)).toContain('revoked')
    expect(await new Helper().look(url)).toContain('revoked')
    expect(await helper.press(url)).toMatch(/^\/help-connect\//)
    expect([(await connectionOf(account)).state, (await handoversOf(account))[0]?.state]).toEqual(['not-connected', 'revoked'])
    expect((await typesOf(account)).filter((type) => type === 'handover.revoked')).toHaveLength(1)
  })
})
