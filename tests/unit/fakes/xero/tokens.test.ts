import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, CALLBACK, type Caller, claimsOf, eventOf, startCaller, type TokenAnswer } from './caller.ts'

const MINUTE_SECONDS = 60
const DAY_SECONDS = 86_400
const INVALID_GRANT = { status: 400, body: { error: 'invalid_grant' } }

let xero: Caller
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
})

const exchange = async (code: string | null, redirectUri = CALLBACK) =>
  answerOf(await xero.token({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri }))
const refresh = (token: string | undefined) => xero.token({ grant_type: 'refresh_token', refresh_token: token ?? '' })
const refreshed = async (token: string | undefined) => (await (await refresh(token)).json()) as TokenAnswer
const advance = (advanceSeconds: number) => xero.control('clock', { advanceSeconds })
const codeOf = async () => (await xero.consent('olivia', ['riverbank-plumbing'])).searchParams.get('code')

describe('a code', () => {
  it('is good once, and a second use harms nothing', async () => {
    const code = await codeOf()
    const first = await exchange(code)
    expect(first).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 1800 } })
    expect(await exchange(code)).toEqual(INVALID_GRANT)
    expect((await refresh((first.body as TokenAnswer).refresh_token)).status).toBe(200)
  })

  it('lasts just under five minutes', async () => {
    const [early, late] = [await codeOf(), (await xero.consent('olivia')).searchParams.get('code')]
    await advance(5 * MINUTE_SECONDS - 5)
    expect((await exchange(early)).status).toBe(200)
    await advance(6)
    expect(await exchange(late)).toEqual(INVALID_GRANT)
  })

  it('is case-sensitive and bound to its redirect URI', async () => {
    const code = await codeOf()
    expect(await exchange(code?.toLowerCase() ?? '')).toEqual(INVALID_GRANT)
    expect(await exchange(code, `${CALLBACK}?x`)).toEqual(INVALID_GRANT)
  })

  it('wants the right client secret and a known grant type', async () => {
    const wrong = await xero.token({ grant_type: 'authorization_code', code: 'x', redirect_uri: CALLBACK }, 'wrong')
    expect(await answerOf(wrong)).toEqual({ status: 400, body: { error: 'invalid_client' } })
    expect(await answerOf(await xero.token({}))).toEqual({ status: 400, body: { error: 'unsupported_grant_type' } })
  })
})

describe('a refresh token', () => {
  it('comes with offline_access alone, as the id token with openid', async () => {
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'], { scope: 'accounting.settings.read' })
    expect(Object.keys(tokens).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
  })

  it('rotates and keeps the event of its consent', async () => {
    const first = await xero.grant('olivia', ['riverbank-plumbing'])
    const second = await refreshed(first.refresh_token)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(eventOf(second)).toBe(eventOf(first))
  })

  it('works for thirty minutes after it was replaced, as often as needed', async () => {
    const first = await xero.grant('olivia', ['riverbank-plumbing'])
    const second = await refreshed(first.refresh_token)
    await advance(29 * MINUTE_SECONDS)
    expect((await refresh(first.refresh_token)).status).toBe(200)
    expect((await refresh(first.refresh_token)).status).toBe(200)
    await advance(2 * MINUTE_SECONDS)
    expect(await answerOf(await refresh(first.refresh_token))).toEqual(INVALID_GRANT)
    expect((await refresh(second.refresh_token)).status).toBe(200)
  })

  it('dies after sixty idle days, which begin again with each use', async () => {
    let tokens = await xero.grant('olivia', ['riverbank-plumbing'])
    for (let round = 0; round < 3; round += 1) {
      await advance(59 * DAY_SECONDS)
      tokens = await refreshed(tokens.refresh_token)
    }
    await advance(60 * DAY_SECONDS + 1)
    expect(await answerOf(await refresh(tokens.refresh_token))).toEqual(INVALID_GRANT)
  })

  it('can be withheld', async () => {
    await xero.control('settings', { withholdRefreshToken: true })
    expect(await xero.grant('noah')).not.toHaveProperty('refresh_token')
  })
})

describe('a token', () => {
  it('verifies against the key set by RS256, for its issuer and audience', async () => {
    const tokens = await xero.grant('theo', ['Acme Telecom Pty Ltd'], { nonce: 'n-1' })
    const keys = createRemoteJWKSet(new URL(`${xero.origins.identity}/.well-known/openid-configuration/jwks`))
    const id = await jwtVerify(tokens.id_token ?? '', keys, {
      issuer: xero.origins.identity,
      audience: 'public-test-client',
      algorithms: ['RS256'],
    })
    expect(id.payload).toMatchObject({ nonce: 'n-1', email: 'theo@acme.example.com', given_name: 'Theo', family_name: 'Three' })
    expect(id.payload).not.toHaveProperty('authentication_event_id')
    const access = await jwtVerify(tokens.access_token, keys, {
      issuer: xero.origins.identity,
      audience: `${xero.origins.identity}/resources`,
    })
    expect(access.protectedHeader.kid).toBe(id.protectedHeader.kid)
    const { exp = 0, nbf = 0, sub, jti } = access.payload
    expect(exp - nbf).toBe(1800)
    expect([sub, jti]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(access.payload['scope']).toContain('offline_access')
    expect(access.payload['xero_userid']).toBe(id.payload['xero_userid'])
  })

  it('repeats the nonce at the exchange only', async () => {
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'], { nonce: 'n-2' })
    expect(claimsOf(tokens.id_token)['nonce']).toBe('n-2')
    expect(claimsOf((await refreshed(tokens.refresh_token)).id_token)).not.toHaveProperty('nonce')
  })

  it('may be valid only in a moment, when set so', async () => {
    await xero.control('settings', { nbfAheadSeconds: 2 })
    const { now } = (await (await xero.control('clock')).json()) as { now: number }
    expect(claimsOf((await xero.grant('noah')).access_token).nbf).toBeGreaterThanOrEqual(now + 2)
  })

  it('carries earlier API scopes too, until everything is revoked', async () => {
    await xero.grant('olivia', ['riverbank-plumbing'], { scope: 'openid offline_access accounting.contacts' })
    const later = await xero.grant('olivia', [], { scope: 'openid offline_access accounting.invoices' })
    expect(later.scope.split(' ')).toEqual(expect.arrayContaining(['accounting.contacts', 'accounting.invoices']))
  })

  it('carries only the scopes that a setting allows', async () => {
    await xero.control('settings', { grantScopes: ['openid', 'offline_access', 'accounting.contacts'] })
    expect((await xero.grant('olivia', ['riverbank-plumbing'])).scope).toBe('openid offline_access accounting.contacts')
  })
})

describe('the discovery document', () => {
  it('names the issuer of the tokens and the endpoints that answer', async () => {
    const answer = await fetch(`${xero.origins.identity}/.well-known/openid-configuration`)
    expect(await answer.json()).toMatchObject({
      issuer: xero.origins.identity,
      token_endpoint: `${xero.origins.identity}/connect/token`,
    })
  })
})

describe('revocation', () => {
  const revoke = (token: string | undefined) =>
    fetch(`${xero.origins.identity}/connect/revocation`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('public-test-client:public-test-client-secret')}` },
      body: new URLSearchParams({ token: token ?? '' }),
    })

  it('ends every connection and refresh token of that person, and of nobody else', async () => {
    const first = await xero.grant('theo', ['acme-telecom'])
    const second = await xero.grant('theo', ['acme-holdings'])
    const olivia = await xero.grant('olivia', ['riverbank-plumbing'])
    const answer = await revoke(first.refresh_token)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(await answerOf(await refresh(second.refresh_token))).toEqual(INVALID_GRANT)
    expect(await xero.connections(second.access_token)).toEqual([])
    expect(await xero.connections(olivia.access_token)).toHaveLength(1)
    expect((await refresh(olivia.refresh_token)).status).toBe(200)
  })

  it('answers 200 for a token that it does not know', async () => {
    expect((await revoke('unknown')).status).toBe(200)
  })
})
