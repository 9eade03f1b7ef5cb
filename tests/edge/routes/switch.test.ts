import { describe, expect, it } from 'vitest'
import { Reader } from '../feedback/site.ts'
import { letPass } from '../local-xero.ts'
import { Browser, locationOf, mint, newAccount, ORIGIN, problemOf } from '../people.ts'

async function linkFor(order: object) {
  const { url } = (await (await mint(order)).json()) as { url: string }
  const { pathname, search, searchParams } = new URL(url)
  return { path: pathname + search, token: searchParams.get('token') ?? '' }
}

const accountOf = async (reader: Reader): Promise<string | undefined> => (await reader.jar.sessions()).current?.account

async function settingUpA() {
  const a = newAccount()
  return { a, b: newAccount(), reader: await new Reader().open(a, { name: 'Acme & Sons' }) }
}

describe('a link for another account than the one that is open', () => {
  it('asks first, naming both, and is not used up by asking', async () => {
    const { a, b, reader } = await settingUpA()
    const link = await linkFor({ account: b, name: 'Wattle <Cycles>', locale: 'zh-CN', goto: '/connect/log-in/' })
    for (let look = 0; look < 2; look += 1) {
      const answer = await reader.go(link.path)
      expect([answer.status, answer.headers.get('Cache-Control'), answer.headers.getSetCookie()]).toEqual([200, 'no-store', []])
      const html = await answer.text()
      expect(html).toContain(`zh from Acme &amp; Sons to Wattle &lt;Cycles&gt; (${b})`)
      expect(html).toContain(`value="${link.token}"`)
      expect(await accountOf(reader)).toBe(a)
    }
    expect(locationOf(await reader.submit('/start', { token: link.token }))).toBe('/connect/log-in/')
    expect(await accountOf(reader)).toBe(b)
    expect(locationOf(await new Browser().go(link.path))).toMatch(/^\/problems\/link-spent\//)
  })

  it('asks nothing where the account is the same, or the session is over', async () => {
    const { a, b, reader } = await settingUpA()
    const { current } = await reader.jar.sessions()
    expect(locationOf(await reader.go((await linkFor({ account: a })).path))).toBe('/')
    expect((await reader.jar.sessions()).current).toEqual(current)
    await letPass(3601)
    expect(locationOf(await reader.go((await linkFor({ account: b })).path))).toBe('/')
    expect(await accountOf(reader)).toBe(b)
  })

  it('that was used here before asks again, and comes back to the same session', async () => {
    const { a, b, reader } = await settingUpA()
    const { current } = await reader.jar.sessions()
    const link = await linkFor({ account: b })
    await reader.submit('/start', { token: link.token })
    await reader.submit('/start', { token: (await linkFor({ account: a })).token })
    expect((await reader.jar.sessions()).current).toEqual(current)
    await letPass(601)
    expect((await reader.go(link.path)).status).toBe(200)
    expect(locationOf(await reader.submit('/start', { token: link.token }))).toBe('/')
    expect(await accountOf(reader)).toBe(b)
  })

  it('that has lapsed, or is used up, switches nothing', async () => {
    const { a, b, reader } = await settingUpA()
    const used = await linkFor({ account: b })
    await new Browser().go(used.path)
    expect(locationOf(await reader.submit('/start', { token: used.token }))).toMatch(/^\/problems\/link-spent\//)
    const lapsed = await linkFor({ account: b })
    await letPass(601)
    expect(locationOf(await reader.go(lapsed.path))).toMatch(/^\/problems\/link-expired\//)
    expect(locationOf(await reader.submit('/start', { token: lapsed.token }))).toMatch(/^\/problems\/link-expired\//)
    expect(await accountOf(reader)).toBe(a)
  })

  it('is not followed for a form of another site', async () => {
    const { b } = await settingUpA()
    const link = await linkFor({ account: b })
    const headers = { Origin: 'https://evil.example' }
    const answer = await new Reader().submit('/start', { token: link.token }, { ...headers, 'Sec-Fetch-Mode': 'cors' })
    expect([answer.status, (await problemOf(answer)).code]).toEqual([403, 'forbidden-origin'])
    expect(locationOf(await new Browser().go(link.path))).toBe('/')
  })
})

describe('the page that names both accounts', () => {
  const OTHER = '/problems/other-account/'

  it('knows the one that the other page was shown for by its mark, and leads back to it', async () => {
    const { b, reader } = await settingUpA()
    const markOfA = await reader.jar.mark()
    await reader.submit('/start', { token: (await linkFor({ account: b })).token })
    const html = await (await reader.go(`${OTHER}?visit=${markOfA}&from=/connect/log-in/`)).text()
    expect(html).toContain(`page of Acme &amp; Sons (${markOfA}) now ${b} (${await reader.jar.mark()})`)
    expect(html).toContain('back to &#x2F;connect&#x2F;log-in&#x2F;')
    expect(html).not.toContain('gone')
  })

  it('says when this browser does not have that account open, whosever mark it is', async () => {
    const { reader } = await settingUpA()
    const stranger = await new Reader().open(newAccount(), { name: 'Strangers' })
    for (const mark of ['', 'nonsense', await stranger.jar.mark()]) {
      const html = await (await reader.go(`${OTHER}?visit=${mark}&from=https://evil.example/`)).text()
      expect(html).toMatch(/^now Acme &amp; Sons \([\w-]{22}\)\ngone back to $/)
    }
  })

  it('names nobody to a browser without a session', async () => {
    expect(await (await new Reader().go(OTHER)).text()).toBe('\ngone back to ')
  })
})

describe('a page with a form', () => {
  it('says for whom it is shown, and carries the mark of the session', async () => {
    const account = newAccount()
    const reader = await new Reader().open(account, { user: 'Olivia Owner' })
    const html = await (await reader.go('/connect/log-in/')).text()
    expect(html).toBe(`${account}, ${account}, Olivia Owner: ${await reader.jar.mark()}`)
  })
})

describe('what nobody has followed', () => {
  it.each([
    ['GET', { 'Sec-Purpose': 'prefetch' }],
    ['GET', { 'Sec-Purpose': 'prefetch;prerender', 'Sec-Fetch-Dest': 'document' }],
    ['GET', { Purpose: 'prefetch' }],
    ['GET', { 'Sec-Fetch-Dest': 'image' }],
    ['GET', { 'Sec-Fetch-Dest': 'iframe' }],
    ['GET', { 'Sec-Fetch-Dest': 'empty' }],
    ['HEAD', {}],
  ] as const)('uses no link up: %s %o', async (method, headers) => {
    const account = newAccount()
    const link = await linkFor({ account })
    const answer = await new Browser().go(link.path, { method, headers: { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', ...headers } })
    expect([answer.status >= 400, answer.headers.get('Cache-Control'), answer.headers.getSetCookie()]).toEqual([
      true,
      'no-store',
      [],
    ])
    expect(locationOf(await new Browser().go(link.path, { headers: { 'Sec-Fetch-Dest': 'document' } }))).toBe('/')
  })
})
