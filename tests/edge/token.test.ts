import { evictAllDurableObjects } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { AccessToken } from '../../src/contract/wire.ts'
import { letPass, localXero, tenantOf } from './local-xero.ts'
import { connectionOf, problemOf, service, tokenOf, visitor } from './people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'

async function connected() {
  const { account, browser } = await visitor()
  await browser.connect('olivia', [COMPANY])
  return account
}

const bodyOf = async (response: Response): Promise<AccessToken> => response.json()
const refreshes = async () => (await localXero.calls()).filter(({ grantType }) => grantType === 'refresh_token')

describe('an access token', () => {
  it('is read from the edge’s copies alone while it is valid', async () => {
    const account = await connected()
    const waking = [vi.spyOn(env.ACCOUNT, 'getByName'), vi.spyOn(env.GRANT, 'getByName')]
    expect((await tokenOf(account)).status).toBe(200)
    for (const spy of waking) expect(spy).not.toHaveBeenCalled()
  })

  it('has at least a minute to live, whenever it is asked for', async () => {
    const account = await connected()
    const first = await bodyOf(await tokenOf(account))
    await letPass(1800 - 59)
    const second = await bodyOf(await tokenOf(account))
    expect(second.accessToken).not.toBe(first.accessToken)
    expect(second.expiresAt - Date.now() / 1000).toBeGreaterThan(60)
  })

  it('is refreshed once for 200 callers', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.forgetCalls()
    const answers = await Promise.all(Array.from({ length: 200 }, () => tokenOf(account)))
    const tokens = await Promise.all(answers.map(async (answer) => (await bodyOf(answer)).accessToken))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(new Set(tokens).size).toBe(1)
    expect(await refreshes()).toHaveLength(1)
  })

  it('survives a refresh whose answer was lost', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', loseAnswer: true })
    expect((await tokenOf(account)).status).toBe(200)
    expect(await refreshes()).toHaveLength(2)
    await letPass(1801)
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('is saved before it is used: a restart finds the newest', async () => {
    const account = await connected()
    await letPass(1801)
    const before = await bodyOf(await tokenOf(account))
    await evictAllDurableObjects()
    for (const { name } of (await env.TOKENS.list()).keys) await env.TOKENS.delete(name)
    expect((await bodyOf(await tokenOf(account))).accessToken).toBe(before.accessToken)
    await letPass(1801)
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('comes from the object when the edge’s copies are gone, and they are made again', async () => {
    const account = await connected()
    for (const { name } of (await env.TOKENS.list()).keys) await env.TOKENS.delete(name)
    await evictAllDurableObjects()
    expect((await tokenOf(account)).status).toBe(200)
    const spy = vi.spyOn(env.ACCOUNT, 'getByName')
    expect((await tokenOf(account)).status).toBe(200)
    expect(spy).not.toHaveBeenCalled()
  })

  it('is not brought back by a copy that KV writes late', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    await browser.connect('theo', ['Acme Holdings Pty Ltd'])
    const put = env.TOKENS.put.bind(env.TOKENS)
    const isOfAccount = ([key]: readonly unknown[]) => key === `account/${account}`
    const isListed = async () => (await localXero.calls()).some(({ path }) => path.startsWith('/connections'))
    const late = vi.spyOn(env.TOKENS, 'put').mockImplementation(async (...written) => {
      // On its way until the check that follows has asked Xero.
      if (isOfAccount(written)) await vi.waitUntil(isListed, { timeout: 10_000 })
      await put(...(written as Parameters<typeof put>))
    })
    await localXero.disconnect('theo', 'Acme Holdings Pty Ltd')
    await localXero.forgetCalls()
    const choosing = env.ACCOUNT.getByName(account).chooseOrganisation(await tenantOf('Acme Holdings Pty Ltd'), {
      ref: '7KQ2-M4XP',
    })
    await vi.waitUntil(() => late.mock.calls.some(isOfAccount), { timeout: 10_000 })
    await Promise.all([choosing, service(`/v1/accounts/${account}/check`, { method: 'POST' })])
    expect((await tokenOf(account)).status).toBe(409)
  })

  it('is never in clear in KV, nor is a refresh token there at all', async () => {
    const account = await connected()
    const { accessToken } = await bodyOf(await tokenOf(account))
    const { keys } = await env.TOKENS.list()
    expect(keys.map(({ name }) => name.split('/')[0])).toEqual(expect.arrayContaining(['account', 'token']))
    for (const { name } of keys) {
      const value = await env.TOKENS.get(name)
      expect(value).not.toContain(accessToken)
      // Xero's keys are public; the register of keys is nothing but names.
      if (name.startsWith('sealed-with/')) expect(value).toBe('')
      else if (!name.startsWith('xero/')) expect(value?.split('.')).toHaveLength(5)
    }
  })
})

describe('no access token', () => {
  it('is there for an account that never connected', async () => {
    const answer = await tokenOf('nobody-yet')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await problemOf(answer)).toMatchObject({
      type: 'http://localhost:8787/problems/not-connected/',
      status: 404,
      code: 'not-connected',
      ref: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
    })
  })

  it.each([
    ['expired', 61 * 86_400],
    ['revoked', 1801],
  ])('comes from a login whose permission has %s', async (reason, seconds) => {
    const account = await connected()
    await letPass(seconds)
    if (reason === 'revoked')
      await localXero.fault({ path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 2 })
    const answer = await tokenOf(account)
    expect(answer.status).toBe(409)
    expect(await problemOf(answer)).toMatchObject({
      code: 'reconnect-required',
      reason,
      reconnectUrl: 'http://localhost:8789/billing/settings/xero-connect',
    })
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason, organisation: { name: COMPANY } })
  })

  it.each([
    { path: '/connect/token', status: 503, body: 'down', times: 9 },
    { path: '/connect/token', status: 403, times: 9 },
    { path: '/connect/token', drop: true, times: 9 },
  ])('comes while Xero is out of order (%o), which never means “reconnect”', async (fault) => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault(fault)
    const answer = await tokenOf(account)
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await problemOf(answer))['code']).toBe('xero-unavailable')
    expect((await connectionOf(account)).state).toBe('connected')
    await localXero.mend()
    await letPass(1803)
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('comes, while a login cools down, without asking Xero; then Xero is asked again', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 503, body: 'down', times: 9 })
    await tokenOf(account)
    await localXero.forgetCalls()
    const answers = await Promise.all(Array.from({ length: 20 }, () => tokenOf(account)))
    expect(answers.every(({ status, headers }) => status === 503 && Number(headers.get('Retry-After')) > 0)).toBe(true)
    expect(await refreshes()).toHaveLength(0)
    await localXero.mend()
    await letPass(3)
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('does not come from a short outage: the refresh is tried again', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 503, body: 'down', times: 2 })
    await localXero.fault({ path: '/connect/token', status: 429, headers: { 'Retry-After': '1' }, body: 'slow' })
    expect((await tokenOf(account)).status).toBe(200)
    expect(await refreshes()).toHaveLength(4)
  })

  it('does not come from a single invalid_grant', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}' })
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('hands on how long Xero asked to wait', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.fault({ path: '/connect/token', status: 429, headers: { 'Retry-After': '77' }, body: 'slow down' })
    expect((await tokenOf(account)).headers.get('Retry-After')).toBe('77')
  })

  it('comes while Xero refuses our client: our fault, and no state changes', async () => {
    const account = await connected()
    await letPass(1801)
    await localXero.set({ clientSecret: 'another' })
    const answer = await tokenOf(account)
    expect([answer.status, (await problemOf(answer))['code']]).toEqual([500, 'our-settings'])
    expect((await connectionOf(account)).state).toBe('connected')
  })
})
