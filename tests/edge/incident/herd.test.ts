/** Logins that die, one or many at once. scripts/measure/scale/herd.ts tries ten thousand by the same rules. */
import { listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { letPass, localXero } from '../local-xero.ts'
import { ask, connectionOf, problemOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOUR = 3600
const REFUSED = { path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 9999 }
const GIVEN = {
  path: '/connect/token',
  status: 200,
  body: JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 1800, refresh_token: 'next' }),
  times: 9999,
}

async function connected() {
  const { account, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  await connectionOf(account)
  return { account, browser }
}

/** Logins that have consented, each used by an account of its own. */
async function consented(count: number) {
  const at = Math.floor(Date.now() / 1000)
  const logins = Array.from({ length: count }, (_, index) => `login-${index}`)
  for (const login of logins) {
    const tokens = { accessToken: `access-${login}`, accessExpiresAt: at + 1800 }
    const consent = { tokens, login, scopes: [], person: { name: login, email: `${login}@example.com` } }
    const connections = [{ tenantId: 'a-tenant', connectionId: 'a-connection' }]
    await env.GRANT.getByName(login).adopt({
      ...{ attempt: login, at, consent, connections },
      ...{ refreshToken: `refresh-${login}`, account: `account-of-${login}` },
    })
  }
  return logins.map((login) => env.GRANT.getByName(login))
}

async function wakeLogins(): Promise<void> {
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
}

const health = async () => {
  const answer = await ask('/api/health')
  return { status: answer.status, ...((await answer.json()) as object) }
}
const refreshes = async () => (await localXero.calls()).filter(({ grantType }) => grantType === 'refresh_token').length
const eventsOf = async (account: string) => {
  const { events } = (await (await service(`/v1/accounts/${account}/events`)).json()) as { events: { type: string }[] }
  return events.map(({ type }) => type)
}

describe('many logins of which Xero says at once that they are over', () => {
  it('are held back but for the first ten, the operator is told, and all of them live again', async () => {
    const { account } = await connected()
    const grants = await consented(25)
    await letPass(1801)
    await localXero.fault(REFUSED)
    const lines: { level: string; event: string }[] = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(JSON.parse(line)))
    const errors: string[] = []
    for (const grant of grants) {
      const access = await grant.accessToken()
      errors.push(access.ok ? 'none' : access.error)
    }
    expect(errors.filter((error) => error === 'revoked')).toHaveLength(10)
    expect(errors.slice(10)).toEqual(Array.from({ length: 15 }, () => 'xero-unavailable'))
    expect(lines.filter(({ level, event }) => level === 'error' && event === 'incident.opened')).toHaveLength(1)
    expect(await health()).toMatchObject({ status: 'degraded' })
    expect((await ask('/api/health')).status).toBe(200)

    const answer = await tokenOf(account)
    expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'xero-unavailable'])
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await connectionOf(account)).state).toBe('connected')

    // A second opinion while it lasts decides nothing.
    await letPass(2 * HOUR)
    await wakeLogins()
    await localXero.mend()
    await localXero.fault(GIVEN)
    for (let times = 0; times < 2; times += 1) {
      await letPass(8 * HOUR)
      await wakeLogins()
    }
    const standings = await Promise.all(grants.map((grant) => grant.standing()))
    expect(standings.map((standing) => [standing?.reason, standing?.trouble])).toEqual(standings.map(() => [undefined, undefined]))
    expect((await tokenOf(account)).status).toBe(200)
    expect(await health()).toEqual({ status: 'ok' })
  })

  it('are no reason to hold back one that is over by the calendar', async () => {
    const grants = await consented(12)
    await letPass(61 * 86_400)
    await localXero.fault(REFUSED)
    for (const grant of grants) expect(await grant.accessToken()).toMatchObject({ ok: false, error: 'expired' })
    expect(await health()).toEqual({ status: 'ok' })
  })
})

describe('a login that died', () => {
  async function dead() {
    const { account, browser } = await connected()
    await letPass(1801)
    await localXero.fault(REFUSED)
    expect((await tokenOf(account)).status).toBe(409)
    await wakeLogins()
    return { account, browser }
  }

  it('is told at once, asked again after an hour, and lives again where Xero answers well', async () => {
    const { account } = await dead()
    expect(await connectionOf(account)).toMatchObject({ state: 'reconnect-required', reason: 'revoked' })
    await localXero.mend()
    await letPass(HOUR)
    await wakeLogins()
    await wakeLogins()
    expect((await connectionOf(account)).state).toBe('connected')
    expect((await tokenOf(account)).status).toBe(200)
    expect(await eventsOf(account)).toEqual(expect.arrayContaining(['connection.reconnect-required', 'connection.repaired']))
  })

  it('is asked again after an hour and after a day, and then no more', async () => {
    const { account } = await dead()
    const asked = async (seconds: number) => {
      await localXero.forgetCalls()
      await letPass(seconds)
      await wakeLogins()
      return refreshes()
    }
    expect([await asked(HOUR), await asked(HOUR), await asked(23 * HOUR), await asked(48 * HOUR)]).toEqual([1, 0, 1, 0])
    expect((await connectionOf(account)).state).toBe('reconnect-required')
  })

  it('and was renewed by its person meanwhile is not asked again', async () => {
    const { account, browser } = await dead()
    await localXero.mend()
    await browser.connect('theo', [])
    await connectionOf(account)
    await localXero.forgetCalls()
    await letPass(HOUR)
    await wakeLogins()
    expect(await refreshes()).toBe(0)
    expect((await tokenOf(account)).status).toBe(200)
  })
})
