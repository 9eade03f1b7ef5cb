import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startXero } from '../../../fakes/xero/server.ts'
import { answerOf, type Caller, startCaller } from './caller.ts'

interface Call {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly fault?: string
}

let xero: Caller
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
})

const calls = async () => (await (await xero.control('calls')).json()) as Call[]
const plan = (fault: object) => xero.control('faults', fault)
const refresh = (token: string | undefined) => xero.token({ grant_type: 'refresh_token', refresh_token: token ?? '' })

describe('a planned fault', () => {
  it('replaces the answer without doing the work, as often as told', async () => {
    const { access_token: token, refresh_token } = await xero.grant('olivia', ['riverbank-plumbing'])
    await plan({ path: '/connect/token', status: 403, times: 2 })
    const refused = await refresh(refresh_token)
    expect([refused.status, refused.headers.get('content-type'), await refused.text()]).toEqual([
      403,
      'text/html',
      expect.stringContaining('Access Denied'),
    ])
    expect((await refresh(refresh_token)).status).toBe(403)
    expect((await refresh(refresh_token)).status).toBe(200)
    await plan({ path: '/connections', status: 429, headers: { 'retry-after': '7' }, body: { Title: 'x' } })
    const limited = await xero.api('/connections', token)
    expect(limited.headers.get('retry-after')).toBe('7')
    expect(await answerOf(limited)).toEqual({ status: 429, body: { Title: 'x' } })
  })

  it('waits for its turn, its method and its path', async () => {
    const { access_token: token } = await xero.grant('olivia', ['riverbank-plumbing'])
    await plan({ method: 'delete', path: '/connections/*', status: 500 })
    await plan({ path: '/connections', status: 502, skip: 1 })
    const statuses = []
    for (let time = 0; time < 3; time += 1) statuses.push((await xero.api('/connections', token)).status)
    expect(statuses).toEqual([200, 502, 200])
    expect((await xero.api(`/connections/${crypto.randomUUID()}`, token, {}, 'DELETE')).status).toBe(500)
  })

  it('loses the answer after the work was done', async () => {
    const { access_token: token } = await xero.grant('olivia', ['riverbank-plumbing'])
    const [row] = await xero.connections(token)
    await plan({ path: '/connections/*', loseAnswer: true })
    await expect(xero.api(`/connections/${row?.id}`, token, {}, 'DELETE')).rejects.toThrow()
    expect(await xero.connections(token)).toEqual([])
    expect((await calls()).find(({ method }) => method === 'DELETE')).toMatchObject({ status: 0, fault: 'answer-lost' })
  })

  it('drops the connection before any work', async () => {
    const { access_token: token } = await xero.grant('olivia', ['riverbank-plumbing'])
    const [row] = await xero.connections(token)
    await plan({ path: '/connections/*', drop: true })
    await expect(xero.api(`/connections/${row?.id}`, token, {}, 'DELETE')).rejects.toThrow()
    expect(await xero.connections(token)).toHaveLength(1)
  })

  it('delays, then goes on', async () => {
    await plan({ path: '/.well-known/*', delayMs: 60 })
    const before = performance.now()
    const answer = await fetch(`${xero.origins.identity}/.well-known/openid-configuration`)
    expect(answer.status).toBe(200)
    expect(performance.now() - before).toBeGreaterThanOrEqual(55)
  })

  it('hangs until the server closes', async () => {
    const other = await startCaller()
    await other.control('faults', { path: '/connections', hang: true })
    const hung = fetch(`${other.origins.api}/connections`).then(
      () => 'answered',
      () => 'cut',
    )
    const first = await Promise.race([hung, new Promise((resolve) => setTimeout(() => resolve('waiting'), 80))])
    expect(first).toBe('waiting')
    await other.close()
    expect(await hung).toBe('cut')
  })

  it('can be taken back', async () => {
    await plan({ path: '/.well-known/*', status: 500 })
    await fetch(`${xero.origin}/control/faults`, { method: 'DELETE' })
    expect((await fetch(`${xero.origins.identity}/.well-known/openid-configuration`)).status).toBe(200)
  })
})

describe('the record of calls', () => {
  it('tells who called what, without a secret', async () => {
    const { access_token: token, refresh_token: refreshToken } = await xero.grant('olivia', ['riverbank-plumbing'])
    await refresh(refreshToken)
    const [row] = await xero.connections(token, '?authEventId=00000000-0000-4000-8000-000000000000')
    expect(row).toBeUndefined()
    const text = await (await xero.control('calls')).text()
    expect(JSON.parse(text)).toMatchObject([
      { method: 'POST', path: '/connect/token', status: 200, grantType: 'authorization_code', person: 'olivia' },
      { method: 'POST', path: '/connect/token', status: 200, grantType: 'refresh_token', person: 'olivia' },
      { method: 'GET', path: '/connections', status: 200, query: ['authEventId'], person: 'olivia' },
    ])
    for (const secret of [token, refreshToken, 'public-test-client-secret']) expect(text).not.toContain(secret)
  })
})

describe('control', () => {
  it.each([
    ['faults', { path: '/connections', status: 'x' }, 'status'],
    ['faults', { path: '/connections' }, 'would change nothing'],
    ['faults', { path: '/control/reset', status: 500 }, 'control'],
    ['settings', { multiSelekt: true }, 'multiSelekt'],
    ['clock', { advanceSeconds: 1.5 }, 'advanceSeconds'],
    ['consent', { authorizeUrl: 'https://elsewhere.test/', person: 'olivia' }, 'authorizeUrl'],
    ['organisation', { organisation: 'riverbank-plumbing', status: 'demo-reset' }, 'demo'],
  ])('answers 400 to a bad body for %s and says why', async (path, body, word) => {
    const answer = await answerOf(await xero.control(path, body))
    expect(answer).toEqual({ status: 400, body: { message: expect.stringContaining(word) } })
  })

  it('resets everything but the signing key', async () => {
    const fresh = await (await xero.control('world')).json()
    const keySet = await (await fetch(`${xero.origins.identity}/.well-known/openid-configuration/jwks`)).json()
    const settings = await (await xero.control('settings')).json()
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'])
    await xero.control('settings', { multiSelect: true, clientSecret: 'other', redirectUris: [] })
    await xero.control('clock', { advanceSeconds: 86_400 })
    await plan({ path: '/connections', status: 500, times: 9 })
    await xero.control('reset', {})
    expect(await (await xero.control('world')).json()).toEqual(fresh)
    expect(await (await xero.control('settings')).json()).toEqual(settings)
    expect(await calls()).toEqual([])
    expect(await (await fetch(`${xero.origins.identity}/.well-known/openid-configuration/jwks`)).json()).toEqual(keySet)
    expect(await xero.connections(tokens.access_token)).toEqual([])
    expect(await answerOf(await refresh(tokens.refresh_token))).toEqual({ status: 400, body: { error: 'invalid_grant' } })
  })

  it('can give the app another secret', async () => {
    await xero.control('settings', { clientSecret: 'other' })
    expect(await answerOf(await refresh('x'))).toEqual({ status: 400, body: { error: 'invalid_client' } })
  })
})

describe('the state file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-xero-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('carries connections, tokens, key and clock over a restart', async () => {
    const stateFile = join(folder, 'deep', 'xero.json')
    const first = await startCaller({ stateFile })
    await first.control('clock', { advanceSeconds: 1000 })
    const tokens = await first.grant('olivia', ['riverbank-plumbing'])
    const portOf = (origin: string) => Number(new URL(origin).port)
    const { login, consent, identity, api } = first.origins
    const ports = { login: portOf(login), consent: portOf(consent), identity: portOf(identity), api: portOf(api) }
    await first.close()

    const second = await startCaller({ stateFile, ports })
    expect(await second.connections(tokens.access_token)).toHaveLength(1)
    const answer = await second.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })
    expect(answer.status).toBe(200)
    await second.close()
    expect(await readFile(stateFile, 'utf8')).not.toContain(tokens.refresh_token)
  })

  it('is refused by name when it is not ours', async () => {
    const stateFile = join(folder, 'xero.json')
    await writeFile(stateFile, '{"world": {"layout": 0}}')
    await expect(startXero({ stateFile })).rejects.toThrow(stateFile)
  })
})

describe('a taken port', () => {
  it('is named', async () => {
    const { port } = new URL(xero.origin)
    await expect(startXero({ port: Number(port) })).rejects.toThrow(`port ${port} is taken`)
    await expect(startXero({ ports: { api: Number(port) } })).rejects.toThrow(`port ${port} is taken`)
  })
})
