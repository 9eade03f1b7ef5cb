/** Answers of the token endpoint that are not as usual. */
import { describe, expect, it, vi } from 'vitest'
import { letPass, localXero } from '../local-xero.ts'
import { connectionOf, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'

async function connected() {
  const { account, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  await connectionOf(account)
  await letPass(1801)
  return account
}

const tokensOf = (answer: object) => ({ path: '/connect/token', status: 200, body: JSON.stringify(answer) })

/** Readable, as any access token of Xero's is. */
const accessTokenOf = (xero_userid: string) =>
  ['{"alg":"RS256"}', JSON.stringify({ xero_userid }), 'signature'].map((part) => btoa(part).replaceAll('=', '')).join('.')

describe('a refresh', () => {
  it('that brings another login’s tokens is refused, logged and not kept', async () => {
    const account = await connected()
    const foreign = accessTokenOf('00000000-0000-4000-8000-000000000000')
    await localXero.fault(tokensOf({ access_token: foreign, token_type: 'Bearer', expires_in: 1800, refresh_token: 'foreign' }))
    const lines: string[] = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
    const answer = await tokenOf(account)
    expect(answer.status).toBe(503)
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'grant.foreign-tokens' }),
    )
    expect(lines.join()).not.toContain(foreign)
    expect((await connectionOf(account)).state).toBe('connected')
    // The former refresh token still works: the foreign one was not kept.
    await letPass(3)
    const { accessToken } = (await (await tokenOf(account)).json()) as { accessToken: string }
    expect(accessToken).not.toBe(foreign)
  })

  it.each([{ expires_in: '1800' }, {}])('with %j to say how long its token lives is taken', async (life) => {
    const account = await connected()
    const answer = { access_token: 'opaque', token_type: 'bearer', refresh_token: 'next', ...life }
    await localXero.fault(tokensOf(answer))
    const got = (await (await tokenOf(account)).json()) as { accessToken: string; expiresAt: number }
    expect(got.accessToken).toBe('opaque')
    expect(Math.abs(got.expiresAt - Date.now() / 1000 - 1800)).toBeLessThan(5)
  })

  it('that Xero puts off for 30 days is told so, and tried again within a quarter of an hour', async () => {
    const account = await connected()
    const month = String(30 * 86_400)
    await localXero.fault({ path: '/connect/token', status: 429, body: 'slow', headers: { 'Retry-After': month } })
    expect((await tokenOf(account)).headers.get('Retry-After')).toBe(month)
    await letPass(60)
    const later = await tokenOf(account)
    expect(later.status).toBe(503)
    expect(Number(later.headers.get('Retry-After'))).toBeGreaterThan(29 * 86_400)
    await letPass(15 * 60)
    expect((await tokenOf(account)).status).toBe(200)
  })
})
