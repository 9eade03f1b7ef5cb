import { env, exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { letPass, localXero } from './local-xero.ts'
import { connectionOf, newAccount, tokenOf, visitor } from './people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'
const REF = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** As a service binding of another Worker calls it: over RPC. */
const mibilling = exports.MiBilling

async function connected(): Promise<string> {
  const { account, browser } = await visitor()
  await browser.connect('olivia', [COMPANY])
  return account
}

/** What was logged meanwhile. */
async function loggedBy(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const spy = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await work()
  return spy.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>).filter(({ event }) => event === 'rpc')
}

describe('another Worker of the same Cloudflare account', () => {
  it('is told of the connection, as over HTTP', async () => {
    const account = await connected()
    expect(await mibilling.connection(account)).toEqual({ ok: true, value: await connectionOf(account) })
    expect(await mibilling.connection('never-seen')).toMatchObject({ ok: true, value: { state: 'not-connected' } })
  })

  it('gets the token that HTTP gives, from the edge’s copies alone and without a line in the log', async () => {
    const account = await connected()
    const overHttp = await (await tokenOf(account)).json()
    const waking = [vi.spyOn(env.ACCOUNT, 'getByName'), vi.spyOn(env.GRANT, 'getByName')]
    const logged = await loggedBy(async () => expect(await mibilling.accessToken(account)).toEqual({ ok: true, value: overHttp }))
    for (const spy of waking) expect(spy).not.toHaveBeenCalled()
    expect(logged).toEqual([])
  })

  it('gets one that was renewed for it when the old one has ended', async () => {
    const account = await connected()
    const before = await mibilling.accessToken(account)
    await letPass(1801)
    const after = await mibilling.accessToken(account)
    if (!before.ok || !after.ok) throw new Error('expected two tokens')
    expect(after.value.accessToken).not.toBe(before.value.accessToken)
  })

  it('learns why a person must reconnect, and where', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 9 })
    expect(await mibilling.accessToken(account)).toEqual({
      ok: false,
      code: 'reconnect-required',
      title: 'The connection to Xero must be renewed',
      reason: 'revoked',
      reconnectUrl: env.DASHBOARD_URL,
      ref: expect.stringMatching(REF),
    })
  })

  it('learns when to come again while Xero is out of order', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 429, headers: { 'Retry-After': '77' }, body: 'slow down' })
    expect(await mibilling.accessToken(account)).toMatchObject({ ok: false, code: 'xero-unavailable', retryAfterIn: 77 })
  })

  it.each(['', '-dash-first', 'a/b', 'x'.repeat(65), 7, undefined, { id: 'riverbank' }])(
    'is refused an account id such as %o, and no object is woken',
    async (account) => {
      const waking = vi.spyOn(env.ACCOUNT, 'getByName')
      const refused = { ok: false, code: 'bad-request', detail: expect.stringMatching(/^account: must be/) }
      expect(await mibilling.accessToken(account as string)).toMatchObject(refused)
      expect(await mibilling.connection(account as string)).toMatchObject(refused)
      expect(waking).not.toHaveBeenCalled()
    },
  )

  it('keeps the rate of its account, which it shares with HTTP', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    vi.spyOn(env.SERVICE_RATE, 'limit').mockResolvedValue({ success: false })
    const account = newAccount()
    for (let call = 0; call < 60; call += 1) await mibilling.accessToken(account)
    expect(await mibilling.accessToken(account)).toMatchObject({ ok: false, code: 'too-many-requests', retryAfterIn: 60 })
    expect((await tokenOf(account)).status).toBe(429)
  })

  it('leaves a line in the log under the support code of its failure, and no token', async () => {
    let ref = ''
    const logged = await loggedBy(async () => {
      const refused = await mibilling.accessToken('never-seen')
      ref = refused.ok ? '' : refused.ref
    })
    expect(logged).toEqual([
      expect.objectContaining({ ref, call: 'MiBilling.accessToken', account: 'never-seen', problem: 'not-connected' }),
    ])
  })

  it('is told of a mistake of ours by a code, and never by an error', async () => {
    vi.spyOn(env.ACCOUNT, 'getByName').mockImplementation(() => {
      throw new Error('no object is to be had, and so on')
    })
    const logged = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(await mibilling.accessToken('someone')).toEqual({
      ok: false,
      code: 'internal',
      title: 'Something went wrong on our side',
      ref: expect.stringMatching(REF),
    })
    expect(logged.mock.calls.flat().join()).not.toContain('and so on')
  })
})
