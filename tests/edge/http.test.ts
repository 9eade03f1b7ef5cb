import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../functions/app.ts'
import { ask, Browser, locationOf, newAccount, ORIGIN, problemOf, service, visitor } from './people.ts'

describe('every answer', () => {
  it.each(['/api/health', '/start', '/v1/accounts/someone', '/api/connection', '/nowhere/'])(
    'of %s protects its reader',
    async (path) => {
      const { headers } = await ask(path)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('same-origin')
      expect(headers.get('Permissions-Policy')).toContain('camera=()')
      const policy = headers.get('Content-Security-Policy')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain(`form-action 'self' ${env.XERO_LOGIN_ORIGIN} ${env.XERO_CONSENT_ORIGIN};`)
      expect(policy).not.toContain('unsafe')
      expect(headers.get('Strict-Transport-Security')).toBeNull()
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    },
  )
})

describe('a failure', () => {
  it('is problem+json for a program and a page for a person', async () => {
    const answer = await ask('/api/connection')
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([401, 'application/problem+json'])
    const problem = await problemOf(answer)
    expect(problem).toMatchObject({ type: `${ORIGIN}/problems/session-lost/`, code: 'session-lost', status: 401 })
    expect(locationOf(await ask('/api/connection', { headers: { 'Sec-Fetch-Mode': 'navigate' } }))).toMatch(
      /^\/problems\/session-lost\/\?ref=[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
    )
  })

  it.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 303],
    ['application/json', 401],
    ['application/json, text/html;q=0.5', 401],
    ['*/*', 401],
  ])('goes by Accept (%s) where a browser does not say that it navigates', async (accept, status) => {
    expect((await ask('/api/connection', { headers: { Accept: accept } })).status).toBe(status)
  })

  it('is not hidden from a script by a browser’s Accept', async () => {
    const headers = { Accept: 'text/html', 'Sec-Fetch-Mode': 'cors' }
    expect((await ask('/api/connection', { headers })).status).toBe(401)
  })
})

describe('a method that an address does not take', () => {
  it.each([
    ['PUT', '/start', 'GET, POST'],
    ['HEAD', '/start?token=x', 'GET, POST'],
    ['HEAD', '/api/xero/callback', 'GET'],
    ['GET', '/api/xero/authorize', 'POST'],
    ['POST', '/api/xero/callback', 'GET'],
    ['PATCH', '/api/connection', 'GET, HEAD, DELETE'],
    ['POST', '/api/return', 'GET, HEAD'],
    ['POST', '/api/health', 'GET, HEAD'],
    ['GET', '/v1/sessions', 'POST'],
    ['PUT', '/v1/accounts/someone', 'GET, HEAD, DELETE'],
    ['POST', '/v1/accounts/someone/access-token', 'GET, HEAD'],
    ['GET', '/v1/accounts/someone/check', 'POST'],
  ])('%s %s is answered 405', async (method, path, allow) => {
    const { browser } = await visitor()
    const headers = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', Authorization: 'Bearer public-test-service-key' }
    const answer = await browser.go(path, { method, headers })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow])
  })
})

describe('an address that is not there', () => {
  it.each(['/api/nothing', '/v1/nothing', '/v1/accounts/a/b/c'])('%s is answered 404, as data', async (path) => {
    const answer = await service(path)
    expect([answer.status, (await problemOf(answer)).code]).toEqual([404, 'not-found'])
  })
})

describe('a request from another site', () => {
  it.each([undefined, 'null', 'https://evil.example', 'http://localhost:8788'])(
    'with Origin %s changes nothing',
    async (origin) => {
      const { browser } = await visitor()
      const headers: Record<string, string> = { 'Sec-Fetch-Mode': 'cors', ...(origin === undefined ? {} : { Origin: origin }) }
      const answer = await browser.go('/api/connection', { method: 'DELETE', headers })
      expect([answer.status, (await problemOf(answer)).code]).toEqual([403, 'forbidden-origin'])
    },
  )
})

describe('where a proxy strips Origin', () => {
  const status = async (headers: Record<string, string>) => {
    const { browser } = await visitor()
    return (await browser.go('/api/connection', { method: 'DELETE', headers: { 'Sec-Fetch-Mode': 'cors', ...headers } })).status
  }

  it.each([
    [200, { 'Sec-Fetch-Site': 'same-origin' }],
    [200, { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }],
    [200, { Origin: ORIGIN, 'Sec-Fetch-Site': 'none' }],
    [403, { 'Sec-Fetch-Site': 'same-site' }],
    [403, { 'Sec-Fetch-Site': 'cross-site' }],
    [403, { 'Sec-Fetch-Site': 'none' }],
    [403, { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' }],
    [403, { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-site' }],
    [403, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
  ] as const)('the browser’s word on the site counts: %i for %o', async (expected, headers) => {
    expect(await status(headers)).toBe(expected)
  })
})

describe('a body', () => {
  it('of more than 16 KiB is refused', async () => {
    const body = JSON.stringify({ account: newAccount(), name: 'x'.repeat(17_000) })
    const answer = await service('/v1/sessions', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
    expect([answer.status, (await problemOf(answer)).code]).toEqual([413, 'too-large'])
  })

  it('that is no JSON is refused', async () => {
    const init = { method: 'POST', body: '{"account":', headers: { 'Content-Type': 'application/json' } }
    const answer = await service('/v1/sessions', init)
    expect([answer.status, (await problemOf(answer)).code]).toEqual([400, 'bad-request'])
  })
})

describe('the rate', () => {
  it('of one account is 60 attempts a minute, and another account’s is its own', async () => {
    const { browser } = await visitor()
    const attempts = []
    for (let begun = 0; begun < 61; begun += 1) attempts.push((await browser.call('POST', '/api/xero/authorize')).status)
    expect(attempts.slice(-1)).toEqual([429])
    const last = await browser.call('POST', '/api/xero/authorize')
    expect([last.headers.get('Retry-After'), (await problemOf(last)).code]).toEqual(['60', 'too-many-requests'])
    const other = await visitor()
    expect(await other.browser.setOff()).toContain('/identity/connect/authorize')
  })

  it('of one address counts what opens no account', async () => {
    const headers = { 'CF-Connecting-IP': '192.0.2.7' }
    const statuses = []
    for (let guess = 0; guess < 61; guess += 1) statuses.push((await ask(`/start?token=guess-${guess}`, { headers })).status)
    expect([statuses[0], statuses.at(-1)]).toEqual([400, 429])
    expect((await ask('/start?token=guess', { headers: { 'CF-Connecting-IP': '192.0.2.8' } })).status).toBe(400)
  })
})

describe('the settings', () => {
  const health = (changes: object) => app.request('/api/health', {}, { ...env, ...changes } as Env)

  it('are in order here', async () => {
    expect((await health({})).status).toBe(200)
  })

  it.each([
    ['PUBLIC_ORIGIN', ''],
    ['PUBLIC_ORIGIN', 'https://guide.example/path'],
    ['XERO_IDENTITY_ORIGIN', undefined],
    ['XERO_CONSENT_ORIGIN', undefined],
    ['XERO_CONSENT_ORIGIN', 'https://authorize.xero.com/'],
    ['XERO_CONNECTION_LIMIT', 'plenty'],
    ['XERO_SCOPES', 'qqqq'],
    ['DASHBOARD_URL', 'not an address'],
    ['RETURN_ORIGINS', ''],
    ['XERO_CLIENT_SECRET', ' '],
    ['TOKEN_KEYS', '%%%%'],
    ['TOKEN_KEYS', '{"keys":[{"kty":"oct","kid":"short","k":"AAAA"}]}'],
    ['SESSION_KEYS', '{"keys":[]}'],
    ['SERVICE_KEY_DIGESTS', 'ABC'],
    ['WEBHOOK_URL', 'mibilling'],
    ['WEBHOOK_SECRET', 'whsec_short'],
    ['WEBHOOK_SECRET', undefined],
  ])('name %s when it is %o', async (name, value) => {
    const answer = await health({ [name]: value })
    expect(answer.status).toBe(500)
    const problem = await problemOf(answer)
    expect(problem.code).toBe('our-settings')
    expect(problem.detail).toContain(name)
    if (value !== undefined && value.trim() !== '') expect(problem.detail).not.toContain(value)
  })

  it('refuse each public test value where people are', async () => {
    const secret = {
      PUBLIC_ORIGIN: 'https://guide.example',
      XERO_CLIENT_ID: 'client',
      XERO_CLIENT_SECRET: 'client-secret',
      TOKEN_KEYS: `{"keys":[{"kty":"oct","kid":"1","k":"${'D'.repeat(42)}A"}]}`,
      SESSION_KEYS: `{"keys":[{"kty":"oct","kid":"1","k":"${'B'.repeat(42)}A"}]}`,
      SERVICE_KEY_DIGESTS: 'a'.repeat(64),
      WEBHOOK_SECRET: `whsec_${'C'.repeat(32)}`,
    }
    const secure = await health(secret)
    expect(secure.status).toBe(200)
    expect(secure.headers.get('Strict-Transport-Security')).toContain('max-age=')
    for (const name of Object.keys(secret).filter((key) => key !== 'PUBLIC_ORIGIN')) {
      const answer = await health({ ...secret, [name]: env[name as keyof Env] })
      expect([name, (await problemOf(answer)).detail]).toEqual([name, expect.stringContaining(name)])
    }
  })
})

describe('a browser without a session', () => {
  it('is sent to the page that says where a session begins', async () => {
    const browser = new Browser()
    expect(locationOf(await browser.submit('/api/xero/authorize'))).toMatch(/^\/problems\/session-lost\//)
    expect(locationOf(await browser.go('/api/return'))).toBe(env.DASHBOARD_URL)
  })
})
