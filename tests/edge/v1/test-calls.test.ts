/** `/v1/test`: what a test harness of an integrator needs. The edge tests run the Worker that has it. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import worker from '../../../functions/staging-worker.ts'
import type { Connection, WebhookPayload } from '../../../src/contract/wire.ts'
import { Browser, connectionOf, newAccount, ORIGIN, SERVICE_KEY, service, tokenOf, visitor } from '../people.ts'
import { holdQueue } from '../webhooks/queue.ts'

const JSON_TYPE = { 'Content-Type': 'application/json' }
const call = (method: string, path: string, body: object) =>
  service(`/v1/test/accounts/${path}`, { method, body: JSON.stringify(body), headers: JSON_TYPE })
const put = async (account: string, order: object) => (await (await call('PUT', account, order)).json()) as Connection
const later = (account: string, seconds: number) => call('POST', `${account}/clock`, { seconds })

async function typesSent(account: string): Promise<string[]> {
  const found: WebhookPayload[] = []
  for (let sequence = 1; ; sequence += 1) {
    const message = await env.ACCOUNT.getByName(account).webhook(sequence)
    if (message === undefined) return found.map(({ type }) => type)
    found.push(message.payload as WebhookPayload)
  }
}

describe('an account is put', () => {
  it('into each state, and webhooks follow as in earnest', async () => {
    holdQueue()
    const account = newAccount()
    expect(await put(account, { state: 'choose-organisation' })).toMatchObject({ state: 'choose-organisation' })
    expect((await tokenOf(account)).status).toBe(409)
    expect(await put(account, { state: 'connected' })).toMatchObject({ state: 'connected', organisation: { countryCode: 'AU' } })
    expect((await tokenOf(account)).status).toBe(200)
    for (const reason of [
      'expired',
      'revoked',
      'disconnected-in-xero',
      'access-removed',
      'organisation-unavailable',
      'scopes-changed',
    ]) {
      expect(await put(account, { state: 'reconnect-required', reason })).toMatchObject({ state: 'reconnect-required', reason })
      expect(await (await tokenOf(account)).json()).toMatchObject({ code: 'reconnect-required', reason })
    }
    expect((await put(account, { state: 'connected' })).state).toBe('connected')
    expect((await tokenOf(account)).status).toBe(200)
    expect((await put(account, { state: 'not-connected' })).state).toBe('not-connected')
    expect(await typesSent(account)).toEqual([
      'connection.connected',
      'connection.organisation-chosen',
      'connection.reconnect-required',
      'connection.repaired',
      'connection.disconnected',
    ])
  })

  it('out of and back into a connection that is real', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    expect(await put(account, { state: 'reconnect-required', reason: 'expired' })).toMatchObject({
      organisation: { name: 'Acme Telecom Pty Ltd' },
    })
    await put(account, { state: 'connected' })
    expect((await tokenOf(account)).status).toBe(200)
  })

  it.each([{}, { state: 'dead' }, { state: 'reconnect-required' }, { state: 'connected', reason: 'expired' }])(
    'into nothing that it cannot be: %j',
    async (order) => {
      expect((await call('PUT', newAccount(), order)).status).toBe(400)
    },
  )
})

describe('the clock of an account', () => {
  it('expires a permission that went unused for sixty days', async () => {
    const account = newAccount()
    await put(account, { state: 'connected' })
    const answer = await later(account, 61 * 86_400)
    expect(await answer.json()).toMatchObject({ state: 'reconnect-required', reason: 'expired' })
  })

  it('brings what is due, such as the word of a person who stopped', async () => {
    holdQueue()
    const account = newAccount()
    await new Browser().open(account)
    await later(account, 16 * 60)
    expect(await typesSent(account)).toEqual(['attempt.stalled'])
  })
})

describe('the test calls', () => {
  const request = () =>
    new Request(`${ORIGIN}/v1/test/accounts/riverbank`, {
      method: 'PUT',
      body: '{"state":"connected"}',
      headers: { ...JSON_TYPE, Authorization: `Bearer ${SERVICE_KEY}` },
    })
  const fetchWith = (changes: object) =>
    worker.fetch(request() as never, { ...env, ...changes } as Env, {} as ExecutionContext) as Promise<Response>

  it('need a key that may act', async () => {
    const as = (key: string) =>
      worker.fetch(
        new Request(request(), { headers: { ...JSON_TYPE, Authorization: `Bearer ${key}` } }) as never,
        env,
        {} as ExecutionContext,
      ) as Promise<Response>
    expect([(await as('wrong')).status, (await as('public-test-read-key')).status]).toEqual([401, 403])
  })

  it('are not there unless they are allowed, and on https only where the origin is named', async () => {
    const https = { PUBLIC_ORIGIN: 'https://guide.example' }
    expect((await fetchWith({})).status).toBe(200)
    for (const changes of [{ TEST_CALLS: '' }, { TEST_CALLS: undefined }, { TEST_CALLS: 'off' }])
      expect([changes, (await fetchWith(changes)).status]).toEqual([changes, 404])
    for (const TEST_CALLS of ['on', 'https://staging.example'])
      expect([TEST_CALLS, (await fetchWith({ ...https, TEST_CALLS })).status]).not.toEqual([TEST_CALLS, 200])
  })

  it('are not in the Worker that production deploys', async () => {
    expect((await app.request(request(), undefined, env)).status).toBe(404)
    expect((await connectionOf('riverbank')).state).toBe('not-connected')
  })
})
