import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { loginOf, readConsent } from '../../../../functions/xero/consent.ts'
import type { SigningKeys } from '../../../../functions/xero/signing-keys.ts'

const issuer = 'https://identity.xero.example'
const clientId = 'our-client'
const nonce = 'the-nonce'
const LOGIN = '4f9d1c0b-7c1e-4a1b-9d3e-0123456789ab'

let sign: (claims: JWTPayload) => Promise<string>
let signingKeys: SigningKeys

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] }
  signingKeys = { prepare: async () => undefined, find: createLocalJWKSet(keys) }
  sign = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
})

const now = () => Math.floor(Date.now() / 1000)
const accessClaims = (): JWTPayload => ({ iss: issuer, exp: now() + 1800, sub: 'a1', xero_userid: LOGIN, scope: ['openid'] })
const identityClaims = (): JWTPayload => ({
  iss: issuer,
  aud: clientId,
  exp: now() + 300,
  iat: now(),
  sub: 'a1',
  nonce,
  email: 'a@b.example',
})

/** @param without claims that are left out */
async function read(access: JWTPayload, identity: JWTPayload, without: readonly string[] = []) {
  const left = (claims: JWTPayload) => Object.fromEntries(Object.entries(claims).filter(([name]) => !without.includes(name)))
  const tokens = {
    accessToken: await sign({ ...accessClaims(), ...access }),
    accessExpiresAt: now() + 1800,
    idToken: await sign(left({ ...identityClaims(), ...identity })),
  }
  return readConsent(tokens, { issuer, clientId, nonce }, signingKeys)
}

describe('a consent', () => {
  it('is read where both tokens are Xero’s and ours', async () => {
    expect(await read({}, {})).toMatchObject({ ok: true, value: { login: LOGIN, person: { email: 'a@b.example' } } })
  })

  it.each(['exp', 'iat', 'sub', 'aud'])('is not trusted without %s in its identity', async (claim) => {
    expect(await read({}, {}, [claim])).toEqual({ ok: false, error: 'untrusted' })
  })

  it('is not trusted when its access token never ends', async () => {
    const { exp: _end, ...endless } = accessClaims()
    const tokens = { accessToken: await sign(endless), accessExpiresAt: now() + 1800, idToken: await sign(identityClaims()) }
    expect(await readConsent(tokens, { issuer, clientId, nonce }, signingKeys)).toEqual({ ok: false, error: 'untrusted' })
  })

  it.each([
    ['a list of us alone', { aud: [clientId] }, true],
    ['a list with others, made for us', { aud: [clientId, 'other'], azp: clientId }, true],
    ['a list with others, made for nobody', { aud: [clientId, 'other'] }, false],
    ['a list with others, made for another', { aud: [clientId, 'other'], azp: 'other' }, false],
    ['us alone, made for another', { azp: 'other' }, false],
  ])('whose audience is %s: trusted %s', async (_, identity, trusted) => {
    expect((await read({}, identity)).ok).toBe(trusted)
  })

  it.each([
    ['another subject', {}, { sub: 'b2' }, false],
    ['another Xero user', {}, { xero_userid: '00000000-0000-4000-8000-000000000000' }, false],
    ['the same Xero user in capitals', {}, { xero_userid: LOGIN.toUpperCase() }, true],
  ])('whose identity has %s than its access token', async (_, access, identity, trusted) => {
    expect((await read(access, identity)).ok).toBe(trusted)
  })
})

describe('whose an access token is', () => {
  it('is read from the token itself', async () => {
    expect(loginOf(await sign({ ...accessClaims(), xero_userid: LOGIN.toUpperCase() }))).toBe(LOGIN)
  })

  it.each(['opaque', '', 'a.b.c'])('stays open for "%s"', (token) => {
    expect(loginOf(token)).toBeUndefined()
  })
})
