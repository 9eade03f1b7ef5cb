/** What looks like Xero's tokens and is not: each is sound but for one thing. @see RFC 8725; OpenID Connect Core §3.1.3.7 */
import {
  base64url,
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  SignJWT,
} from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConsent } from '../../../../functions/xero/consent.ts'

const ISSUER = 'https://identity.xero.example'
const CLIENT = 'our-client'
const NONCE = 'a-nonce'
const expected = { issuer: ISSUER, clientId: CLIENT, nonce: NONCE }

let xeros: CryptoKey
let anothers: CryptoKey
let keys: JSONWebKeySet

beforeAll(async () => {
  const [own, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  xeros = own.privateKey
  anothers = other.privateKey
  keys = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'xero', alg: 'RS256', use: 'sig' }] }
})

const seconds = () => Math.floor(Date.now() / 1000)
const common = () => ({ iss: ISSUER, sub: 'a-subject', iat: seconds(), nbf: seconds(), exp: seconds() + 1800 })
const accessClaims = () => ({
  ...common(),
  aud: `${ISSUER}/resources`,
  client_id: CLIENT,
  xero_userid: 'A-LOGIN',
  scope: ['openid'],
})
const idClaims = () => ({ ...common(), aud: CLIENT, azp: CLIENT, nonce: NONCE, email: 'olivia@riverbank.example.com' })

type Claims = JWTPayload & Record<string, unknown>
const sign = (claims: Claims, key = xeros, kid = 'xero') =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key)

interface Forged {
  readonly access?: Claims
  readonly identity?: Claims
  readonly accessToken?: string
  readonly idToken?: string
}

async function read({ access = {}, identity = {}, accessToken, idToken }: Forged = {}): Promise<string> {
  const tokens = {
    accessToken: accessToken ?? (await sign({ ...accessClaims(), ...access })),
    idToken: idToken ?? (await sign({ ...idClaims(), ...identity })),
    accessExpiresAt: seconds() + 1800,
    refreshToken: 'a-refresh-token',
  }
  const signingKeys = { prepare: async () => undefined, find: createLocalJWKSet(keys) }
  const consent = await readConsent(tokens, expected, signingKeys)
  return consent.ok ? `login ${consent.value.login}` : consent.error
}

describe('a consent', () => {
  it('that Xero signed for us and for this attempt is taken', async () => {
    expect(await read()).toBe('login a-login')
  })

  it.each([
    ['an id token of another attempt', { identity: { nonce: 'another' } }, 'foreign'],
    ['an id token of no attempt', { identity: { nonce: undefined } }, 'foreign'],
    ['an id token for another app', { identity: { aud: 'another-client', azp: 'another-client' } }, 'untrusted'],
    ['an access token for another app', { access: { client_id: 'another-client' } }, 'untrusted'],
    ['an id token of another issuer', { identity: { iss: 'https://identity.xero.example.evil.example' } }, 'untrusted'],
    ['an access token of another issuer', { access: { iss: `${ISSUER}/` } }, 'untrusted'],
    ['an id token that has ended', { identity: { exp: 1_000_000_000 } }, 'untrusted'],
    ['an access token that has ended', { access: { exp: 1_000_000_000 } }, 'untrusted'],
    ['an access token from far in the future', { access: { nbf: 9_000_000_000 } }, 'untrusted'],
    ['an access token of nobody', { access: { xero_userid: '' } }, 'untrusted'],
    ['an access token whose person is no text', { access: { xero_userid: 7 } }, 'untrusted'],
  ] as const)('with %s is refused', async (_, forged: Forged, why) => {
    expect(await read(forged)).toBe(why)
  })

  it('signed by another key is refused, also under the name of Xero’s', async () => {
    for (const kid of ['xero', 'another']) {
      expect(await read({ accessToken: await sign(accessClaims(), anothers, kid) })).toBe('untrusted')
      expect(await read({ idToken: await sign(idClaims(), anothers, kid) })).toBe('untrusted')
    }
  })

  it('that brings its own key is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256')
    const header = { alg: 'RS256', jwk: await exportJWK(publicKey), jku: 'https://evil.example/keys' }
    expect(await read({ idToken: await new SignJWT(idClaims()).setProtectedHeader(header).sign(privateKey) })).toBe('untrusted')
  })

  it('without a signature, or signed with what is public, is refused', async () => {
    const part = (value: object) => base64url.encode(JSON.stringify(value))
    expect(await read({ idToken: `${part({ alg: 'none' })}.${part(idClaims())}.` })).toBe('untrusted')
    const shared = new TextEncoder().encode(JSON.stringify(keys.keys[0]))
    expect(
      await read({ idToken: await new SignJWT(idClaims()).setProtectedHeader({ alg: 'HS256', kid: 'xero' }).sign(shared) }),
    ).toBe('untrusted')
  })

  it('that was altered is refused', async () => {
    const [head = '', , signature = ''] = (await sign(accessClaims())).split('.')
    const body = base64url.encode(JSON.stringify({ ...accessClaims(), xero_userid: 'another' }))
    expect(await read({ accessToken: `${head}.${body}.${signature}` })).toBe('untrusted')
  })
})
