/** What each service key may do, and what is written down of whoever asks. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { app } from '../../../functions/app.ts'
import { networkOf } from '../../../functions/http/rate-limits.ts'
import { scopeOf } from '../../../functions/session/service-key.ts'
import { KEY_SCOPES, type KeyScope } from '../../../functions/settings/key-scopes.ts'
import { letPass } from '../local-xero.ts'
import { ask, mint, problemOf, SERVICE_KEY, service, tokenOf, visitor } from '../people.ts'

/** Every call of /v1: a new one needs a line here. */
const NEEDS: Readonly<Record<string, KeyScope>> = {
  'POST /v1/sessions': 'act',
  'GET /v1/accounts': 'read',
  'POST /v1/index': 'act',
  'GET /v1/accounts/:account': 'read',
  'DELETE /v1/accounts/:account': 'act',
  'GET /v1/accounts/:account/events': 'read',
  'POST /v1/accounts/:account/check': 'read',
  'GET /v1/accounts/:account/access-token': 'token',
  'POST /v1/accounts/:account/handovers': 'act',
  'GET /v1/accounts/:account/handovers': 'read',
  'DELETE /v1/accounts/:account/handovers/:id': 'act',
  'GET /v1/accounts/:account/webhooks': 'read',
  'POST /v1/accounts/:account/webhooks/redeliver': 'act',
  'PUT /v1/accounts/:account/next-run': 'act',
  'PUT /v1/next-runs': 'act',
}

const routes = app.routes
  .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
  .map(({ method, path }) => `${method} ${path.replace(/\/$/, '')}`)

const call = (route: string, key: string, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = route.split(' ')
  return ask(path.replace(':account', 'never-seen').replace(':id', crypto.randomUUID()), {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    ...(method === 'POST' ? { body: path.endsWith('sessions') ? '{"account":"never-seen"}' : '{}' } : {}),
  })
}

const lines = (spy: { mock: { calls: unknown[][] } }): Record<string, unknown>[] =>
  spy.mock.calls.flatMap(([line]) => (typeof line === 'string' && line.startsWith('{') ? [JSON.parse(line)] : []))

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('a service key with one scope', () => {
  it('is tried on every call of /v1', () => expect([...new Set(routes)].sort()).toEqual(Object.keys(NEEDS).sort()))

  it.each(Object.entries(NEEDS).flatMap(([route, needed]) => KEY_SCOPES.map((scope) => [route, scope, needed] as const)))(
    '%s with a key for %s',
    async (route, scope, needed) => {
      const answer = await call(route, `public-test-${scope}-key`)
      if (scope === needed) return expect([401, 403]).not.toContain(answer.status)
      const problem = await problemOf(answer)
      expect([answer.status, problem.code]).toEqual([403, 'forbidden-scope'])
      expect(problem.detail).toContain(`"${needed}"`)
      expect(answer.headers.get('WWW-Authenticate')).toBe(`Bearer error="insufficient_scope", scope="${needed}"`)
    },
  )

  it.each(Object.keys(NEEDS))('%s with a key for everything', async (route) =>
    expect([401, 403]).not.toContain((await call(route, SERVICE_KEY)).status),
  )
})

describe('an account that is called like a call', () => {
  it.each([
    ['DELETE', '/v1/accounts/access-token', 'act'],
    ['DELETE', '/v1/accounts/check', 'act'],
    ['POST', '/v1/accounts/x/webhooks/check', 'act'],
    ['GET', '/v1/accounts/access-token', 'read'],
    ['GET', '/v1/accounts/access-token/access-token', 'token'],
  ])('is no way round: %s %s', (method, path, scope) => expect(scopeOf(method, path)).toBe(scope))
})

describe('the log', () => {
  it('says which key called and from where, and never the key', async () => {
    const spy = vi.spyOn(console, 'log')
    await call('GET /v1/accounts/:account', SERVICE_KEY, { 'CF-Connecting-IP': '2001:DB8:0:12::7' })
    expect(lines(spy)).toContainEqual(expect.objectContaining({ event: 'request', key: '24644565', address: '2001:db8:0:12::/64' }))
    expect(JSON.stringify(spy.mock.calls)).not.toContain(SERVICE_KEY)
  })

  it('says from where a key came that is not known, and never the key', async () => {
    const spy = vi.spyOn(console, 'log')
    await call('GET /v1/accounts/:account', 'a-key-that-nobody-gave', { 'CF-Connecting-IP': '203.0.113.7' })
    expect(lines(spy)).toContainEqual(expect.objectContaining({ event: 'key.refused', address: '203.0.113.7' }))
    expect(JSON.stringify(spy.mock.calls)).not.toContain('a-key-that-nobody-gave')
  })

  it('counts the tokens that a key has fetched, without a line for each', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    await letPass(61)
    await tokenOf(account)
    const spy = vi.spyOn(console, 'log')
    for (let times = 0; times < 3; times += 1) await tokenOf(account)
    expect(lines(spy).filter(({ event }) => event === 'tokens.handed-out')).toEqual([])
    await letPass(61)
    await tokenOf(account)
    const counted = lines(spy).filter(({ event }) => event === 'tokens.handed-out')
    expect(counted).toMatchObject([{ key: '24644565', count: 4, day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }])
  })
})

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network))

  it('shares a rate with its neighbours alone', async () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:DB8:1:2:ffff::9'))
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
  })
})

describe('the timeline', () => {
  it('says who did what, and from where', async () => {
    const { account, browser } = await visitor()
    await browser.open(account, { user: 'Olivia Owner' })
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    await ask(`/v1/accounts/${account}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${SERVICE_KEY}`, 'CF-Connecting-IP': '203.0.113.7' },
    })
    const { events } = (await (await service(`/v1/accounts/${account}/events`)).json()) as {
      events: { type: string; by?: object }[]
    }
    const byOf = (type: string) => events.find((event) => event.type === type)?.by
    expect(byOf('organisation.chosen')).toEqual({ person: 'Olivia Owner' })
    expect(byOf('attempt.begun')).toEqual({ person: 'Olivia Owner' })
    expect(byOf('organisation.disconnected')).toEqual({ key: '24644565', address: '203.0.113.7' })
  })
})

describe('minting a link', () => {
  it('asks for a key that may act', async () => expect((await mint({ account: 'any' })).status).toBe(201))
})
