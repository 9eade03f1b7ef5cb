import { describe, expect, it } from 'vitest'
import { tenantOf } from './local-xero.ts'
import { connectionOf, locationOf, mint, newAccount, ORIGIN, problemOf, service, visitor } from './people.ts'

const NOT_JSON = [
  undefined,
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/jsonp',
  'application/ld+json',
  'json',
  '',
]
const NOT_FORM = [undefined, 'text/plain', 'application/json', 'application/x-www-form-urlencodedx', '']

/** Bytes, of which fetch would not guess the type. */
const bytes = (body: string) => new TextEncoder().encode(body)
const typed = (type: string | undefined): Record<string, string> => (type === undefined ? {} : { 'Content-Type': type })

async function expectRefused(answer: Response, type: string): Promise<void> {
  const { code, detail } = await problemOf(answer)
  expect([answer.status, code, detail]).toEqual([400, 'bad-request', `Content-Type: must be ${type}`])
}

describe('a body of JSON', () => {
  it.each(NOT_JSON)('is refused by /v1: %s', async (type) => {
    const account = newAccount()
    const calls = [
      ['/v1/sessions', { account }],
      [`/v1/accounts/${account}/webhooks/redeliver`, { from: 2 }],
      [`/v1/accounts/${account}/webhooks/redeliver`, {}],
    ] as const
    for (const [path, body] of calls) {
      const init = { method: 'POST', body: bytes(JSON.stringify(body)), headers: typed(type) }
      await expectRefused(await service(path, init), 'application/json')
    }
  })

  it.each(NOT_JSON)('is refused by the choice of an organisation: %s', async (type) => {
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    await browser.connect('theo', ['Acme Holdings Pty Ltd'])
    const body = bytes(JSON.stringify({ tenantId: await tenantOf('Acme Holdings Pty Ltd') }))
    const headers = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', ...typed(type) }
    await expectRefused(await browser.go('/api/connection/organisation', { method: 'PUT', body, headers }), 'application/json')
    expect((await connectionOf(account)).organisation?.name).not.toBe('Acme Holdings Pty Ltd')
  })

  it.each(['application/json', 'APPLICATION/JSON', 'application/json; charset=utf-8', 'application/json;charset=utf-8'])(
    'is read when it is %s',
    async (type) => {
      const init = { method: 'POST', body: bytes(JSON.stringify({ account: newAccount() })), headers: typed(type) }
      expect((await service('/v1/sessions', init)).status).toBe(201)
    },
  )
})

describe('a form', () => {
  const forms = [
    ['/api/signals', 'page=/connect/log-in/&kind=helpful'],
    ['/api/comments', 'page=/connect/log-in/&name=A&text=B'],
    ['/api/connection/organisation', 'tenantId=3b5b9952-ae30-4dbb-8802-a5dbea356697'],
    ['/api/xero/authorize', 'organisation='],
  ] as const

  it.each(NOT_FORM)('that says it is %s is refused', async (type) => {
    const { browser } = await visitor()
    for (const [path, fields] of forms) {
      const headers = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', ...typed(type) }
      const answer = await browser.go(path, { method: 'POST', body: bytes(fields), headers })
      await expectRefused(answer, 'application/x-www-form-urlencoded')
    }
  })

  it('without fields need not say that it is one', async () => {
    const { browser } = await visitor()
    const headers = { Origin: ORIGIN }
    expect(locationOf(await browser.go('/api/xero/authorize', { method: 'POST', headers }))).toContain('/authorize')
  })
})

describe('a field that comes twice', () => {
  it('is no text, and is refused by name', async () => {
    const { browser } = await visitor()
    const one = '3b5b9952-ae30-4dbb-8802-a5dbea356697'
    const twice = [
      ['POST', '/api/connection/organisation', `tenantId=${one}&tenantId=${one}`, 'tenantId'],
      ['POST', '/api/xero/authorize', `organisation=${one}&organisation=${one}`, 'organisation'],
      ['POST', '/api/signals', 'page=/connect/log-in/&kind=helpful&kind=unhelpful', 'kind'],
    ] as const
    for (const [method, path, fields, name] of twice) {
      const headers = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors', 'Content-Type': 'application/x-www-form-urlencoded' }
      const answer = await browser.go(path, { method, body: fields, headers })
      expect([answer.status, (await problemOf(answer)).detail]).toEqual([400, expect.stringContaining(name)])
    }
    for (const path of ['/start?token=a&token=b', '/api/xero/callback?state=a&state=b&code=c']) {
      const answer = await browser.go(path, { headers: { 'Sec-Fetch-Mode': 'cors' } })
      expect([path, answer.status]).toEqual([path, 400])
    }
  })
})

describe('a value that does not fit', () => {
  it('is not shown again', async () => {
    const { account, browser } = await visitor()
    const VALUE = 'Hunter2'
    const json = { 'Content-Type': 'application/json' }
    const own = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors' }
    const form = (body: string) => ({
      method: 'POST',
      body,
      headers: { ...own, 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    const wrong = [VALUE, [VALUE], { [VALUE]: VALUE }, 7_654_321]
    const fields = ['account', 'name', 'user', 'returnUrl', 'locale', 'goto'].flatMap((name) =>
      wrong.map((value) => ({ [name]: value })),
    )
    const answers = [
      ...fields.map((field) => mint({ account, ...field })),
      ...wrong.map((value) => mint(value as object)),
      ...wrong.map((from) =>
        service(`/v1/accounts/${account}/webhooks/redeliver`, { method: 'POST', body: JSON.stringify({ from }), headers: json }),
      ),
      ...wrong.map((tenantId) => browser.call('PUT', '/api/connection/organisation', { tenantId })),
      service(`/v1/accounts/${account}/events?limit=${VALUE}&before=${VALUE}`),
      browser.go('/api/xero/authorize', form(`organisation=${VALUE}&locale=${VALUE}`)),
      browser.go('/api/connection/organisation', form(`tenantId=${VALUE}`)),
      browser.go('/api/signals', form(`page=${VALUE}&kind=${VALUE}`)),
      browser.go(`/api/xero/callback?state=${VALUE}&state=${VALUE}&code=${VALUE}&code=${VALUE}`, { headers: own }),
    ]
    const refused = (await Promise.all(answers)).filter(({ status }) => status === 400)
    expect(refused.length).toBeGreaterThan(25)
    for (const answer of refused) {
      const { detail = '' } = await problemOf(answer)
      expect(detail).not.toMatch(new RegExp(`: .*(${VALUE}|7654321)`))
    }
  })
})
