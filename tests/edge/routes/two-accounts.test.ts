import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { createTables } from '../feedback/site.ts'
import { localXero, tenantOf } from '../local-xero.ts'
import { Browser, connectionOf, locationOf, newAccount, ORIGIN, problemOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const HANDOVER = '0b6f2c54-6a1b-4f0e-9c3d-2f8a1e7d5b90'
const PAGE = `${ORIGIN}/connect/connected/`

beforeEach(createTables)

/** One browser in which B was opened after A. Both are connected. */
async function twoAccounts() {
  const { account: a, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  const markOfA = await browser.jar.mark()
  const b = newAccount()
  await browser.open(b)
  await browser.connect('theo', [HOLDINGS])
  return { a, b, browser, markOfA, markOfB: await browser.jar.mark() }
}

/** Every call that acts for a session. `tenantId` stands for an organisation of the account that is current. */
const FORMS = [
  ['/api/xero/authorize', {}],
  ['/api/xero/claim', { name: 'Acme Holdings' }],
  ['/api/connection/disconnect', {}],
  ['/api/connection/not-mine', {}],
  ['/api/connection/check', {}],
  ['/api/connection/organisation', { tenantId: 'tenantId' }],
  ['/api/connection/organisations/tenantId/disconnect', {}],
  ['/api/handovers', {}],
  [`/api/handovers/${HANDOVER}/revoke`, {}],
  ['/api/comments', { page: '/connect/dashboard/', name: 'Theo', text: 'Hello' }],
  ['/api/leave', {}],
] as const
const CALLS = [
  ['GET', '/api/connection', undefined],
  ['DELETE', '/api/connection', undefined],
  ['PUT', '/api/connection/organisation', { tenantId: 'tenantId' }],
  ['DELETE', '/api/connection/organisations/tenantId', undefined],
  ['GET', '/api/handovers', undefined],
  ['DELETE', `/api/handovers/${HANDOVER}`, undefined],
] as const

async function expectNothingDone({ a, b, browser }: Awaited<ReturnType<typeof twoAccounts>>, work: () => Promise<void>) {
  const before = [await connectionOf(a), await connectionOf(b), browser.jar.header]
  await localXero.forgetCalls()
  await work()
  expect([await connectionOf(a), await connectionOf(b), browser.jar.header]).toEqual(before)
  expect((await localXero.calls()).filter(({ method }) => method !== 'GET')).toEqual([])
  const written = await env.FEEDBACK.prepare('SELECT COUNT(*) AS count FROM comments').first<number>('count')
  expect(written).toBe(0)
}

/** What acts for no session: readers' taps, the choice of a session by its own mark, and what a helper does by the token of a link. */
const BY_TOKEN = ['POST /api/help-connect', 'POST /api/help-connect/claim', 'POST /api/undo-connection']
const FOR_NOBODY = ['POST /api/signals/', 'POST /api/visit/switch', ...BY_TOKEN]

it('every call that changes something is among them', () => {
  const plain = (path: string) => path.replace(':tenantId', 'tenantId').replace(':id', HANDOVER).replace(/\/?$/, '/')
  const tried = [...FORMS.map(([path]) => `POST ${plain(path)}`), ...CALLS.map(([method, path]) => `${method} ${plain(path)}`)]
  const unsafe = app.routes.filter(({ method, path }) => path.startsWith('/api/') && !['ALL', 'GET'].includes(method))
  const named = unsafe.map(({ method, path }) => `${method} ${plain(path)}`)
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((call) => !tried.includes(call) && !FOR_NOBODY.some((other) => plain(other) === call))).toEqual([])
})

describe('a page of account A, while the browser acts for B', () => {
  it.each(FORMS)('does nothing by the form %s, and says whose page it is', async (path, fields) => {
    const two = await twoAccounts()
    const tenantId = await tenantOf(HOLDINGS)
    const filled = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replace('tenantId', tenantId)]))
    await expectNothingDone(two, async () => {
      const answer = await two.browser.submit(
        path.replace('tenantId', tenantId),
        { ...filled, visit: two.markOfA },
        { Referer: PAGE },
      )
      const page = new URL(locationOf(answer), ORIGIN)
      expect(page.pathname).toBe('/problems/other-account/')
      expect([page.searchParams.get('visit'), page.searchParams.get('from')]).toEqual([two.markOfA, '/connect/connected/'])
    })
  })

  it.each(CALLS)('does nothing by the call %s %s', async (method, path, body) => {
    const two = await twoAccounts()
    const tenantId = await tenantOf(HOLDINGS)
    await expectNothingDone(two, async () => {
      const filled = body === undefined ? undefined : { tenantId }
      const answer = await two.browser.call(method, path.replace('tenantId', tenantId), filled, two.markOfA)
      expect([answer.status, (await problemOf(answer)).code]).toEqual([409, 'other-account'])
    })
  })

  it.each(['', 'made-up-made-up-made-u'])('is not helped by the mark %o', async (mark) => {
    const two = await twoAccounts()
    await expectNothingDone(two, async () => {
      const answer = await two.browser.submit('/api/connection/disconnect', { visit: mark }, { Referer: PAGE })
      expect(locationOf(answer)).toMatch(/^\/problems\/other-account\//)
      expect((await two.browser.call('DELETE', '/api/connection', undefined, mark)).status).toBe(409)
    })
  })

  it('does nothing without a mark', async () => {
    const two = await twoAccounts()
    await expectNothingDone(two, async () => {
      const headers = { Origin: ORIGIN }
      const answer = await two.browser.go('/api/connection/disconnect', { method: 'POST', body: new URLSearchParams(), headers })
      expect(locationOf(answer)).toMatch(/^\/problems\/other-account\//)
    })
  })

  it('does not put a link’s token into the address of the problem', async () => {
    const { browser, markOfA } = await twoAccounts()
    const answer = await browser.submit('/api/leave', { visit: markOfA }, { Referer: `${ORIGIN}/start?token=secret` })
    expect(locationOf(answer)).not.toContain('secret')
  })

  it('cannot be read as a form that is damaged', async () => {
    const { browser } = await visitor()
    const headers = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', 'Content-Type': 'multipart/form-data; boundary=x', Visit: '' }
    const answer = await browser.go('/api/connection/disconnect', { method: 'POST', body: 'no form', headers })
    expect([answer.status < 500, (await problemOf(answer)).code]).toEqual([true, 'other-account'])
  })
})

describe('carrying on', () => {
  it('with A makes it the current account again, on the page it was', async () => {
    const { a, b, browser, markOfA, markOfB } = await twoAccounts()
    const remembered = browser.jar.read('guide-account')
    expect(locationOf(await browser.submit('/api/visit/switch', { visit: markOfA, back: '/connect/connected/' }))).toBe(
      '/connect/connected/',
    )
    expect(await (await browser.call('GET', '/api/connection', undefined, markOfA)).json()).toMatchObject({ account: a })
    expect((await browser.call('GET', '/api/connection', undefined, markOfB)).status).toBe(409)
    expect(browser.jar.read('guide-account')).toMatch(/^[\w-]{16}$/)
    expect(browser.jar.read('guide-account')).not.toBe(remembered)

    expect(locationOf(await browser.submit('/api/visit/switch', { visit: markOfB }))).toBe('/')
    expect(await (await browser.call('GET', '/api/connection')).json()).toMatchObject({ account: b })
    expect(browser.jar.read('guide-account')).toBe(remembered)
  })

  it.each(['https://evil.example/', '//evil.example/', '/api/return', '/start?token=x'])(
    'leads to no other place than a page of ours: %s',
    async (back) => {
      const { browser, markOfA } = await twoAccounts()
      const headers = { Referer: `${ORIGIN}/zh-hans/problems/other-account/` }
      expect(locationOf(await browser.submit('/api/visit/switch', { visit: markOfA, back }, headers))).toBe('/zh-hans/')
    },
  )

  it('needs a session of this very browser', async () => {
    const { browser } = await visitor()
    const stranger = await visitor()
    const mark = await stranger.browser.jar.mark()
    expect(locationOf(await browser.submit('/api/visit/switch', { visit: mark }))).toMatch(/^\/problems\/session-lost\//)
    expect((await browser.call('GET', '/api/connection', undefined, mark)).status).toBe(409)
  })

  it('keeps four accounts, and drops the one that waited longest', async () => {
    const { browser } = await visitor()
    const first = await browser.jar.mark()
    const accounts = [newAccount(), newAccount(), newAccount(), newAccount()]
    for (const account of accounts) await browser.open(account)
    const { current, others } = await browser.jar.sessions()
    expect([current, ...others].map((key) => key?.account)).toEqual([...accounts].reverse())
    expect(locationOf(await browser.submit('/api/visit/switch', { visit: first }))).toMatch(/^\/problems\/session-lost\//)
  })
})

describe('the way back to miStable', () => {
  it('is that of the account that the page was shown for', async () => {
    const browser = new Browser()
    const [a, b] = [newAccount(), newAccount()]
    await browser.open(a, { returnUrl: 'http://localhost:8789/a' })
    const markOfA = await browser.jar.mark()
    await browser.open(b, { returnUrl: 'http://localhost:8789/b' })
    expect(locationOf(await browser.go(`/api/return?visit=${markOfA}`))).toBe('http://localhost:8789/a?xero=not-connected')
    expect(locationOf(await browser.go('/api/return'))).toBe('http://localhost:8789/b?xero=not-connected')
    expect(locationOf(await browser.go('/api/return?visit=made-up'))).toBe(env.DASHBOARD_URL)
  })
})

describe('an attempt', () => {
  it('that began in A ends in A, while the browser acts for B', async () => {
    const { account: a, browser } = await visitor()
    const markOfA = await browser.jar.mark()
    const there = await browser.setOff()
    const b = newAccount()
    await browser.open(b)
    const back = await localXero.consent(there, 'theo', [TELECOM])
    const page = new URL(locationOf(await browser.go(back)), ORIGIN)
    expect([page.pathname, page.searchParams.get('visit'), page.searchParams.get('from')]).toEqual([
      '/problems/other-account/',
      markOfA,
      '/connect/organisation/',
    ])
    expect((await connectionOf(a)).organisations.map(({ name }) => name)).toEqual([TELECOM])
    expect((await connectionOf(b)).organisations).toEqual([])
  })
})

describe('leaving', () => {
  it('ends the session for every copy of its cookie, and the browser acts for nobody', async () => {
    const { browser, markOfA } = await twoAccounts()
    const copy = { Cookie: browser.jar.header, 'Sec-Fetch-Mode': 'cors' }
    expect(locationOf(await browser.submit('/api/leave'))).toBe('/?left=yes')
    expect((await new Browser().go('/api/connection', { headers: copy })).status).toBe(401)
    expect((await browser.call('GET', '/api/connection')).status).toBe(401)
    expect(browser.jar.read('guide-account')).toBeUndefined()
    // A waits: its page asks before it acts.
    const page = locationOf(await browser.submit('/api/connection/disconnect', { visit: markOfA }))
    expect(page).toMatch(/^\/problems\/other-account\//)
    expect(locationOf(await browser.submit('/api/visit/switch', { visit: markOfA }))).toBe('/')
    expect((await browser.call('GET', '/api/connection')).status).toBe(200)
  })

  it('the only account leaves no cookie behind', async () => {
    const { browser } = await visitor()
    await browser.submit('/api/leave', {}, { Referer: `${ORIGIN}/zh-hans/connect/log-in/` })
    expect(browser.jar.header).toBe('')
  })

  it('needs a session', async () => {
    expect(locationOf(await new Browser().submit('/api/leave'))).toMatch(/^\/problems\/session-lost\//)
  })
})
