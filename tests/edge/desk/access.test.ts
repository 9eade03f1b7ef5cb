/** Who gets in to the desk, on every route that the app has below it. */
import { env } from 'cloudflare:workers'
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { describe, expect, inject, it } from 'vitest'
import { deskApp } from '../../../functions/desk-app.ts'
import { ask, ORIGIN, problemOf } from '../people.ts'
import { ACTOR, callDesk, ISSUER, READER, tokenFor } from './staff.ts'

/** Read off the app, so that a new route can't be forgotten. */
const routes = [
  ...new Map(
    deskApp.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/*' && /^\/(api\/)?desk(\/|$)/.test(path))
      .map(({ method, path }) => [`${method} ${path}`, { method, path: path.replace(':account', 'riverbank').replace('*', '') }]),
  ).values(),
]

const send = ({ method, path }: { method: string; path: string }, headers: Record<string, string> = {}) =>
  ask(path, { method, headers: { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', ...headers } })

const bearing = (token: string) => ({ 'Cf-Access-Jwt-Assertion': token })

/** @returns one header a forgery; each must be refused */
async function forgeries(): Promise<Record<string, Record<string, string>>> {
  const stranger = (await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)) as JWK
  const good = await tokenFor(ACTOR)
  const [header = '', payload = '', signature = ''] = good.split('.')
  const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  const decoded = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as object
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicJwk } = JSON.parse(inject('accessKey')) as JWK
  const publicKey = (await importJWK({ ...publicJwk, ext: true }, 'RS256', { extractable: true })) as CryptoKey
  const confused = await new SignJWT(decoded as Record<string, unknown>)
    .setProtectedHeader({ alg: 'HS256', kid: JSON.parse(atob(header)).kid })
    .sign(new TextEncoder().encode(await exportSPKI(publicKey)))
  return {
    missing: {},
    empty: bearing(''),
    nonsense: bearing('a.b.c'),
    forged: bearing(await tokenFor(ACTOR, { signedBy: stranger })),
    tampered: bearing(`${header}.${encode({ ...decoded, email: 'eve@mistable.example' })}.${signature}`),
    expired: bearing(await tokenFor(ACTOR, { expiresIn: -5 })),
    eternal: bearing(await tokenFor(ACTOR, { expiresIn: null })),
    'of another audience': bearing(await tokenFor(ACTOR, { audience: ['another-application'] })),
    'of another issuer': bearing(await tokenFor(ACTOR, { issuer: 'https://other.cloudflareaccess.com' })),
    'not yet valid': bearing(await tokenFor(ACTOR, { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } })),
    'of a machine': bearing(await tokenFor(undefined, { claims: { common_name: 'robot.access' } })),
    'with no text for an address': bearing(await tokenFor(undefined, { claims: { email: [ACTOR] } })),
    'HS256 with the public key': bearing(confused),
    unsigned: bearing(`${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`),
    'in the wrong cookie': { Cookie: `CF_AppSession=${good}` },
    'by a header alone': { 'Cf-Access-Authenticated-User-Email': ACTOR, Authorization: `Bearer ${good}` },
    'with the service key': { Authorization: 'Bearer public-test-service-key' },
  }
}

describe('the desk', () => {
  it('has routes to look at', () => {
    expect(routes.length).toBeGreaterThanOrEqual(11)
    expect(routes.filter(({ method }) => method === 'POST')).toHaveLength(3)
  })

  it('refuses every route to whoever has no token of Access for it', async () => {
    for (const [kind, headers] of Object.entries(await forgeries())) {
      for (const route of routes) {
        const answer = await send(route, headers)
        expect([kind, route, answer.status]).toEqual([kind, route, 401])
        expect(await answer.text()).not.toContain('mistable.example')
      }
    }
    const { results } = await env.DESK.prepare('SELECT * FROM audit').all()
    expect(results).toEqual([])
  }, 60_000)

  it('refuses what it has no route for, too', async () => {
    for (const path of ['/api/desk', '/api/desk/nothing', '/desk', '/desk/nothing', '/desk/cards.json'])
      expect([path, (await send({ method: 'GET', path })).status]).toEqual([path, 401])
  })

  it('sends a browser to the log-in of Access, which sends it back', async () => {
    const answer = await ask('/desk/', { headers: { 'Sec-Fetch-Mode': 'navigate' } })
    expect(answer.status).toBe(303)
    const logIn = new URL(answer.headers.get('Location') ?? '')
    expect([logIn.origin, logIn.pathname]).toEqual([ISSUER, '/cdn-cgi/access/login/localhost:8787'])
    expect(logIn.searchParams.get('redirect_url')).toBe('/desk/')
  })

  it('says that it failed, and sends nobody to log in again, where Access gives no keys', async () => {
    const settings = { ...env, ACCESS_ISSUER: 'http://localhost:9' } as unknown as Env
    const asks = async (mode: string) =>
      deskApp.request('/api/desk/me', { headers: { ...bearing(await tokenFor(ACTOR)), 'Sec-Fetch-Mode': mode } }, settings)
    const called = await asks('cors')
    expect([called.status, (await problemOf(called)).code]).toEqual([500, 'internal'])
    expect((await asks('navigate')).headers.get('Location')).toMatch(/^\/problems\/internal\//)
  })

  it('sends nobody to log in whom Access has let in already: it would send them back at once', async () => {
    const headers = { ...bearing(await tokenFor(ACTOR, { audience: ['another-application'] })), 'Sec-Fetch-Mode': 'navigate' }
    expect((await ask('/desk/', { headers })).headers.get('Location')).toMatch(/^\/problems\/unauthorised\//)
  })

  it('takes the token from the header, or from the cookie, and says who it is and what they may do', async () => {
    expect(await (await callDesk(READER, '/me')).json()).toEqual({ email: READER, roles: ['read'] })
    const cookie = `CF_Authorization=${await tokenFor('Sam@miStable.example')}`
    expect(await (await ask('/api/desk/me', { headers: { Cookie: cookie } })).json()).toEqual({
      email: ACTOR,
      roles: ['read', 'act'],
    })
  })

  it('lets a whole domain act where the settings say so, and none that only ends alike', async () => {
    const as = async (email: string) => {
      const headers = bearing(await tokenFor(email))
      const settings = { ...env, DESK_ACTORS: '@mistable.example, Kim@Partner.example' } as unknown as Env
      return ((await (await deskApp.request('/api/desk/me', { headers }, settings)).json()) as { roles: string[] }).roles
    }
    expect(await as('anyone@mistable.example')).toEqual(['read', 'act'])
    expect(await as('kim@partner.example')).toEqual(['read', 'act'])
    for (const email of ['kim@evilmistable.example', 'mistable.example@evil.example', 'lee@partner.example'])
      expect([email, await as(email)]).toEqual([email, ['read']])
  })

  it('is not there without the settings of Access', async () => {
    const settings = { ...env, ACCESS_ISSUER: '', ACCESS_AUDIENCE: '' } as unknown as Env
    for (const { method, path } of routes) {
      const headers = { ...bearing(await tokenFor(ACTOR)), Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors' }
      expect([path, (await deskApp.request(path, { method, headers }, settings)).status]).toEqual([path, 404])
    }
  })

  it('refuses what comes from another site, before anything happens', async () => {
    for (const { path } of routes.filter(({ method }) => method === 'POST')) {
      const headers = { 'Content-Type': 'application/json', Cookie: `CF_Authorization=${await tokenFor(ACTOR)}` }
      for (const origin of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}, { Origin: ISSUER }]) {
        const answer = await ask(path, { method: 'POST', body: '{"query":"riverbank"}', headers: { ...headers, ...origin } })
        expect([path, origin, answer.status, (await problemOf(answer)).code]).toEqual([path, origin, 403, 'forbidden-origin'])
      }
    }
    expect((await env.DESK.prepare('SELECT * FROM audit').all()).results).toEqual([])
  })

  it('notes no look that another site made a browser do', async () => {
    const cookie = { Cookie: `CF_Authorization=${await tokenFor(READER)}` }
    for (const site of ['cross-site', 'same-site']) {
      const headers = { ...cookie, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors' }
      const answer = await ask('/api/desk/accounts/riverbank', { headers })
      expect([site, answer.status, (await problemOf(answer)).code]).toEqual([site, 403, 'forbidden-origin'])
    }
    expect((await env.DESK.prepare('SELECT * FROM audit').all()).results).toEqual([])
    for (const site of ['same-origin', 'none'])
      expect((await ask('/api/desk/stuck', { headers: { ...cookie, 'Sec-Fetch-Site': site } })).status).toBe(200)
  })

  it('is kept by nobody, framed by nobody, listed by nobody, and runs our own scripts alone', async () => {
    const page = `<!doctype html><title>Desk</title>`
    const ASSETS = {
      fetch: async () =>
        new Response(page, { headers: { 'Content-Type': 'text/html', 'Speculation-Rules': '"/x"', 'Cache-Control': 'max-age=9' } }),
    }
    const headers = bearing(await tokenFor(READER))
    const shown = await deskApp.request('/desk/', { headers }, { ...env, ASSETS } as unknown as Env)
    expect(await shown.text()).toBe(page)
    for (const answer of [shown, await callDesk(READER, '/me'), await ask('/api/desk/me')]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringMatching(
          /default-src 'none'; script-src 'self'; .*form-action 'self'; .*frame-ancestors 'none'/,
        ),
      })
      expect(answer.headers.get('Speculation-Rules')).toBeNull()
    }
  })
})
