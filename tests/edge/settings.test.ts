import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { app } from '../../functions/app.ts'
import { SETTING_NAMES } from '../../functions/settings.ts'
import { problemOf } from './people.ts'

const health = async (changes: object) => app.request('/api/health', {}, { ...env, ...changes } as Env)
const detailOf = async (changes: object): Promise<string | undefined> => (await problemOf(await health(changes))).detail

const keySet = (...keys: { readonly kid: string; readonly k: string }[]) =>
  JSON.stringify({ keys: keys.map((key) => ({ kty: 'oct', ...key })) })
const keyOf = (text: string) => btoa(text.padEnd(32, '.')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const keysIn = (set: string) => (JSON.parse(set) as { keys: { kid: string; k: string }[] }).keys

/** As on a site that people use. */
const SITE = {
  PUBLIC_ORIGIN: 'https://guide.example',
  XERO_CLIENT_ID: 'client',
  XERO_CLIENT_SECRET: 'client-secret',
  TOKEN_KEYS: keySet({ kid: '1', k: keyOf('one') }),
  SESSION_KEYS: keySet({ kid: '1', k: keyOf('other') }),
  SERVICE_KEY_DIGESTS: 'a'.repeat(64),
  WEBHOOK_SECRET: `whsec_${'C'.repeat(32)}`,
}

describe('a wrong setting', () => {
  it('is named together with all others that are wrong', async () => {
    const missing = ['XERO_CLIENT_ID', 'XERO_CLIENT_SECRET', 'TOKEN_KEYS', 'SESSION_KEYS', 'SERVICE_KEY_DIGESTS', 'WEBHOOK_SECRET']
    const detail = await detailOf(Object.fromEntries(missing.map((name) => [name, undefined])))
    for (const name of missing) expect(detail?.match(new RegExp(`\\b${name} is missing`, 'g'))).toHaveLength(1)
    expect(await detailOf({ DASHBOARD_URL: 'x', XERO_SCOPES: 'x' })).toMatch(/XERO_SCOPES .*; DASHBOARD_URL /)
  })

  it('is named once, however much is wrong with it', async () => {
    expect((await detailOf({ RETURN_ORIGINS: 'a,b,c' }))?.match(/RETURN_ORIGINS/g)).toHaveLength(1)
  })
})

it('that turns something on or off takes no other word', async () => {
  for (const name of ['STALLED', 'COMMENTS']) {
    expect(await detailOf({ [name]: 'no' })).toBe(`${name} must be on or off`)
    for (const value of ['on', 'off', undefined]) expect((await health({ [name]: value })).status).toBe(200)
  }
})

describe('a value of a setting', () => {
  const SECRET = 'Hunter2'
  const NUMBER = 7_654_321
  const wrong = [SECRET, NUMBER, { [SECRET]: SECRET }, [SECRET], true]
  /** The wrong thing at every depth of what a setting may hold. */
  const hostile = [
    ...wrong,
    `https://${SECRET}/path`,
    `https://${SECRET}:pass@guide.example`,
    `http://${SECRET}.example`,
    `blob:https://${SECRET}`,
    `https://guide.example,${SECRET}`,
    `openid ${SECRET}`,
    `whsec_${SECRET}`,
    `{"${SECRET}":`,
    ...wrong.map((value) => JSON.stringify(value)),
    ...wrong.map((keys) => JSON.stringify({ keys })),
    ...wrong.map((key) => JSON.stringify({ keys: [key] })),
    ...['kty', 'kid', 'k'].flatMap((field) =>
      wrong.map((value) => JSON.stringify({ keys: [{ kty: 'oct', kid: SECRET, k: SECRET, [field]: value }] })),
    ),
    keySet({ kid: SECRET, k: keyOf(SECRET) }, { kid: SECRET, k: keyOf(SECRET) }),
  ]
  /** Any text will do for these, and any https address for those. */
  const isSound = (name: string, value: unknown): boolean => {
    if (typeof value !== 'string') return false
    if (name === 'XERO_CONNECTION_LIMIT') return /^\d+$/.test(value)
    if (name === 'SUPPORT_HOURS') return true
    if (name === 'SUPPORT_PHONE') return /^\d+$/.test(value)
    return (
      /^XERO_CLIENT_/.test(name) ||
      (/^(DASHBOARD_URL|WEBHOOK_URL|SUPPORT_URL|SECURITY_CONTACT)$/.test(name) && /^https:..\w+\/|,/.test(value))
    )
  }

  it.each(SETTING_NAMES)('of the kind of %s is shown nowhere', async (name) => {
    const lines = vi.spyOn(console, 'log')
    for (const value of hostile) {
      lines.mockClear()
      const answer = await health({ [name]: value })
      if (isSound(name, value)) continue
      expect([value, answer.status]).toEqual([value, 500])
      const headers = JSON.stringify([...answer.headers])
      const shown = `${await answer.text()} ${headers} ${lines.mock.calls.flat().join(' ')}`
      expect(shown).toContain(name)
      for (const secret of [SECRET, keyOf(SECRET), String(NUMBER)]) expect(shown.toLowerCase()).not.toContain(secret.toLowerCase())
    }
  })
})

describe('an address among the settings', () => {
  const origins = ['PUBLIC_ORIGIN', 'XERO_LOGIN_ORIGIN', 'XERO_IDENTITY_ORIGIN', 'XERO_API_ORIGIN', 'RETURN_ORIGINS']
  const addresses = ['DASHBOARD_URL', 'WEBHOOK_URL', 'SUPPORT_URL']

  it.each([...origins, ...addresses])('is https unless it is on this machine: %s', async (name) => {
    const accepted = ['http://localhost:8788', 'http://xero.localhost:8788', 'http://127.0.0.1:1', 'http://[::1]:1']
    for (const value of [...accepted, 'https://guide.example']) expect(await detailOf({ ...SITE, [name]: value })).toBeUndefined()
    const refused = [
      'http://guide.example',
      'http://localhost.example',
      'http://127.0.0.1.example',
      'http://10.0.0.1',
      'ftp://localhost',
    ]
    const others = [
      'blob:https://guide.example',
      'blob:https://guide.example/1',
      'javascript:alert(1)',
      'https://a:b@guide.example',
    ]
    for (const value of [...refused, ...others])
      expect([value, await detailOf({ ...SITE, [name]: value })]).toEqual([value, expect.stringMatching(`^${name} must be`)])
  })
})

describe('a secret', () => {
  it('that is published with the source is refused where people are, under any other name as well', async () => {
    expect(await detailOf(SITE)).toBeUndefined()
    const names = Object.keys(SITE).filter((name) => name !== 'PUBLIC_ORIGIN')
    const all = await detailOf({ ...env, PUBLIC_ORIGIN: SITE.PUBLIC_ORIGIN })
    for (const name of names) expect(all).toContain(`${name} holds a public test value`)
    for (const name of ['TOKEN_KEYS', 'SESSION_KEYS'] as const) {
      for (const [index, { k }] of keysIn(env[name]).entries()) {
        const renamed = keySet({ kid: 'mine', k: keyOf('mine') }, { kid: `2026-${index}`, k })
        expect(await detailOf({ ...SITE, [name]: renamed })).toContain(`${name} holds a public test value`)
      }
    }
  })

  it.each(['TOKEN_KEYS', 'SESSION_KEYS'])('of one byte all over is none: %s', async (name) => {
    for (const k of ['A'.repeat(43), keyOf('7'.repeat(32))])
      expect(await detailOf({ [name]: keySet({ kid: '1', k }) })).toContain(`${name} has a key whose bytes are all the same`)
    expect(await detailOf({ WEBHOOK_SECRET: `whsec_${'A'.repeat(32)}` })).toContain('WEBHOOK_SECRET has a key')
  })

  it.each(['TOKEN_KEYS', 'SESSION_KEYS'])('has a name that no other of the set has: %s', async (name) => {
    const twice = keySet({ kid: '1', k: keyOf('one') }, { kid: '1', k: keyOf('two') })
    expect(await detailOf({ [name]: twice })).toContain(`${name} has two keys with the same kid`)
  })

  it('has one purpose', async () => {
    expect(await detailOf({ SESSION_KEYS: env.TOKEN_KEYS })).toContain('SESSION_KEYS has a key that TOKEN_KEYS has too')
    const [shared] = keysIn(SITE.TOKEN_KEYS)
    const sessions = keySet({ kid: 'new', k: keyOf('new') }, { kid: 'old', k: shared?.k ?? '' })
    expect(await detailOf({ ...SITE, SESSION_KEYS: sessions })).toContain('SESSION_KEYS has a key that TOKEN_KEYS has too')
  })

  it('is not the digest of an empty key', async () => {
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array()))]
    const hex = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(await detailOf({ SERVICE_KEY_DIGESTS: `${'a'.repeat(64)},${hex}` })).toContain(
      'SERVICE_KEY_DIGESTS holds the digest of an empty',
    )
  })

  it.each(['C'.repeat(33), 'C'.repeat(34), `${'C'.repeat(32)}=`])('that signs webhooks is whole base64: not %s', async (text) => {
    expect(await detailOf({ WEBHOOK_SECRET: `whsec_${text}` })).toContain('WEBHOOK_SECRET must be whsec_')
  })
})
