import { describe, expect, it } from 'vitest'
import { ask, Browser, locationOf, mint, newAccount, ORIGIN, problemOf, service } from '../people.ts'

describe('POST /v1/sessions', () => {
  it('mints a link that is good for ten minutes', async () => {
    const answer = await mint({
      account: newAccount(),
      name: 'Acme Telecom',
      user: 'user-7',
      returnUrl: 'http://localhost:8789/billing?tab=xero',
      locale: 'en-AU',
      goto: '/connect/organisation/?from=mail',
    })
    expect(answer.status).toBe(201)
    const { url, expiresAt } = (await answer.json()) as { url: string; expiresAt: number }
    expect(url.startsWith(`${ORIGIN}/start?token=`)).toBe(true)
    expect(expiresAt - Date.now() / 1000).toBeGreaterThan(590)
  })

  it.each([
    ['account', {}],
    ['account', { account: '-dash-first' }],
    ['account', { account: 'a/b' }],
    ['account', { account: 'x'.repeat(65) }],
    ['account', { account: 7 }],
    ['name', { name: '' }],
    ['name', { name: '名'.repeat(201) }],
    ['user', { user: '😀'.repeat(151) }],
    ['returnUrl', { returnUrl: `http://localhost:8789/?${'é'.repeat(1000)}` }],
    ['goto', { goto: `/connect/log-in/?${'é'.repeat(1000)}` }],
    ['goto', { name: '名'.repeat(200), user: '\u0001'.repeat(400), goto: `/?${'a'.repeat(1900)}` }],
    ['user', { name: '名'.repeat(200), user: '\u0001'.repeat(600), goto: `/?${'a'.repeat(1400)}` }],
    ['locale', { locale: `en-x-${'abcdefgh-'.repeat(8)}a` }],
    ['locale', { locale: 'not a tag' }],
    ['locale', { locale: 'en-12' }],
    ['returnUrl', { returnUrl: 'https://evil.example/' }],
    ['returnUrl', { returnUrl: 'javascript:alert(1)' }],
    ['returnUrl', { returnUrl: 'blob:http://localhost:8789/6d2b' }],
    ['returnUrl', { returnUrl: 'http://localhost:8789/\r\nSet-Cookie: a=b' }],
    ['returnUrl', { returnUrl: 'http://someone@localhost:8789/' }],
    ['goto', { goto: 'https://evil.example/' }],
    ['goto', { goto: '//evil.example/' }],
    ['goto', { goto: '/\\evil.example/' }],
    ['goto', { goto: '/%09/evil.example/\t' }],
    ['goto', { goto: '/api/return' }],
    ['returnURL', { returnURL: 'http://localhost:8789/' }],
  ])('refuses a bad %s by name: %o', async (field, order) => {
    const base = 'account' in order || field === 'account' ? {} : { account: newAccount() }
    const answer = await mint({ ...base, ...order })
    const problem = await problemOf(answer)
    expect([answer.status, problem.code]).toEqual([400, 'bad-request'])
    expect(problem.detail).toContain(field)
  })
})

describe('the longest order that is taken', () => {
  const longest = {
    name: '名'.repeat(200),
    user: '户'.repeat(200),
    returnUrl: `http://localhost:8789/billing?tab=${'é'.repeat(600)}`,
    goto: `/connect/log-in/?${'a'.repeat(1900)}`,
    locale: 'zh-Hans-CN',
  }

  it('makes a link and a cookie that no browser drops', async () => {
    const browser = new Browser()
    for (let one = 0; one < 6; one += 1) {
      const account = `${newAccount()}-`.padEnd(64, 'x')
      const minted = (await (await mint({ account, ...longest })).json()) as { url: string }
      expect(minted.url.length).toBeLessThan(8000)
      expect(locationOf(await browser.open(account, longest))).toBe(longest.goto)
      expect(browser.jar.header.length).toBeLessThan(2000)
      expect(await (await browser.call('GET', '/api/connection')).json()).toMatchObject({ account })
    }
  })
})

describe('a service key', () => {
  it.each([undefined, 'Bearer', 'Bearer wrong', 'Basic public-test-service-key'])('is needed: %s is refused', async (value) => {
    const headers: Record<string, string> = value === undefined ? {} : { Authorization: value }
    const answer = await ask('/v1/accounts/someone', { headers })
    expect([answer.status, answer.headers.get('WWW-Authenticate'), (await problemOf(answer)).code]).toEqual([
      401,
      'Bearer',
      'unauthorised',
    ])
  })

  it('opens /v1', async () => {
    expect((await service('/v1/accounts/never-seen')).status).toBe(200)
    expect(await (await service('/v1/accounts/never-seen')).json()).toEqual({
      account: 'never-seen',
      state: 'not-connected',
      organisations: [],
    })
  })
})
