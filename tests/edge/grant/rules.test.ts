/** Rules of custody that show in the log, in the clock or in a header. */
import { listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { letPass, localXero } from '../local-xero.ts'
import { connectionOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'

type Line = Readonly<Record<string, unknown>>

/** What is logged from here on. */
function listen(): Line[] {
  const lines: Line[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(JSON.parse(line) as Line))
  return lines
}

async function connected() {
  const { account, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  await connectionOf(account)
  return { account, browser }
}

describe('a client secret that Xero refuses', () => {
  it('is logged as an error at a refresh', async () => {
    const { account } = await connected()
    await letPass(1801)
    await localXero.set({ clientSecret: 'another' })
    const lines = listen()
    await tokenOf(account)
    expect(lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'grant.refresh-failed', cause: 'our-settings' }))
  })

  it('is logged as an error when someone connects', async () => {
    const { browser } = await visitor()
    await localXero.set({ clientSecret: 'another' })
    const lines = listen()
    await browser.connect('theo', [TELECOM])
    expect(lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'attempt.ended', cause: 'our-settings' }))
  })
})

describe('the log of a refresh', () => {
  it('names the token set it began with and the one it made', async () => {
    const { account } = await connected()
    await letPass(1801)
    const lines = listen()
    await tokenOf(account)
    const refreshed = lines.find(({ event }) => event === 'grant.refreshed')
    expect(refreshed).toMatchObject({ from: 1, generation: 2 })
  })

  it('holds no token', async () => {
    const { account } = await connected()
    await letPass(1801)
    const lines = listen()
    const { accessToken } = (await (await tokenOf(account)).json()) as { accessToken: string }
    expect(accessToken.length).toBeGreaterThan(100)
    expect(JSON.stringify(lines)).not.toContain(accessToken)
  })
})

describe('Xero’s clock', () => {
  it.each([
    [55, '/connect/connected/'],
    [120, '/problems/xero-unavailable/'],
  ])('may be ahead of ours by a minute: %i s lead to %s', async (nbfAheadSeconds, place) => {
    await localXero.set({ nbfAheadSeconds })
    const { browser } = await visitor()
    expect((await browser.connect('theo', [TELECOM])).startsWith(place)).toBe(true)
  })
})

describe('a Retry-After', () => {
  it.each([
    ['DELETE', '/connections/*'],
    ['GET', '/connections'],
    ['POST', '/connect/revocation'],
  ])('of %s %s is handed on to whoever disconnects', async (method, path) => {
    const { account } = await connected()
    await localXero.fault({ method, path, status: 429, body: 'slow', headers: { 'Retry-After': '77' }, times: 9 })
    const answer = await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '77'])
  })

  it.each(['/connections', '/api.xro/2.0/Organisation'])('of GET %s is handed on to whoever checks', async (path) => {
    const { account } = await connected()
    await letPass(3600)
    await localXero.fault({ path, status: 429, body: 'slow', headers: { 'Retry-After': '77' }, times: 9 })
    const answer = await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '77'])
  })
})

describe('a scope that is missing for the organisation alone', () => {
  it('is found by the daily look', async () => {
    const { account } = await connected()
    const headers = { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' }
    await localXero.fault({ path: '/api.xro/2.0/Organisation', status: 401, body: '{}', headers, times: 9 })
    await letPass(86_400 + 3 * 3600)
    for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'scopes-changed' })
  })
})
