import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CALLBACK, type Caller, startCaller } from './caller.ts'

let xero: Caller
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
})

describe('the authorize address', () => {
  it.each([
    [{ client_id: 'another' }, 'unauthorized_client : Unknown client'],
    [{ redirect_uri: `${CALLBACK}/` }, 'unauthorized_client : Invalid redirect_uri'],
    [{ redirect_uri: CALLBACK.replace('localhost', '127.0.0.1') }, 'unauthorized_client : Invalid redirect_uri'],
    [{ scope: 'openid accounting.transactions' }, 'unauthorized_client : Invalid scope for client'],
    [{ scope: 'openid acounting.invoices' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_scope'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
  ])('shows an error page and sends nobody back for %j', async (change, words) => {
    const answer = await fetch(xero.authorizeUrl(change), { redirect: 'manual' })
    const page = await answer.text()
    expect(answer.status).toBe(500)
    expect(page).toContain('Error code: 500')
    expect(page).toContain(words)
  })

  it('tells control the same reason', async () => {
    await expect(xero.consent('olivia', [], { redirect_uri: 'https://elsewhere.test/' })).rejects.toThrow('Invalid redirect_uri')
  })

  it('leads to the login page', async () => {
    const answer = await fetch(xero.authorizeUrl(), { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toMatch(/^\/identity\/user\/login\?consentId=/)
  })
})

describe('the answer at the redirect URI', () => {
  it('carries code, state, scope and session_state', async () => {
    const { searchParams } = await xero.consent('olivia', ['Riverbank Plumbing Pty Ltd'], { state: 'a b&c' })
    expect([...searchParams.keys()].sort()).toEqual(['code', 'scope', 'session_state', 'state'])
    expect(searchParams.get('state')).toBe('a b&c')
  })

  it('carries access_denied and the state, and no code, after Cancel', async () => {
    const body = { authorizeUrl: xero.authorizeUrl(), person: 'olivia', organisations: ['riverbank-plumbing'], cancel: true }
    const { location } = (await (await xero.control('consent', body)).json()) as { location: string }
    expect(Object.fromEntries(new URL(location).searchParams)).toEqual({ error: 'access_denied', state: 's1' })
    expect(await worldConnections()).toEqual([])
  })

  it('keeps a query that the redirect URI already has', async () => {
    const redirectUri = `${CALLBACK}?from=x`
    await xero.control('settings', { redirectUris: [redirectUri] })
    const { searchParams } = await xero.consent('noah', [], { redirect_uri: redirectUri })
    expect(searchParams.get('from')).toBe('x')
    expect(searchParams.has('code')).toBe(true)
  })
})

async function worldConnections(): Promise<unknown> {
  return ((await (await xero.control('world')).json()) as { connections: unknown }).connections
}
