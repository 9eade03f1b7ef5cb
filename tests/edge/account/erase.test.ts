/** `DELETE /v1/accounts/:account?erase=true` leaves nothing of a person. */
import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createTables } from '../feedback/site.ts'
import { letPass, localXero } from '../local-xero.ts'
import { Browser, connectionOf, mint, problemOf, service, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'

const erase = (account: string) => service(`/v1/accounts/${account}?erase=true`, { method: 'DELETE' })

/** Everything that an object has on disk: its keys, and the rows of its tables. */
const keptBy = (stub: DurableObjectStub) =>
  runInDurableObject(stub, (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%cf_%' AND name NOT LIKE 'sqlite%'`,
      )
      .toArray()
    const rows = tables.flatMap(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray())
    return { keys: [...storage.kv.list()].map(([key]) => key), rows: rows.length }
  })

const kvKeys = async () => (await env.TOKENS.list()).keys.map(({ name }) => name).filter((name) => !name.startsWith('xero/'))

async function withComment() {
  const { account, browser } = await visitor()
  await browser.open(account, { user: 'Olivia Marker-Person' })
  await browser.connect('theo', [TELECOM])
  await connectionOf(account)
  await env.FEEDBACK.prepare(
    `INSERT INTO comments (page, locale, account, name, text, written_at) VALUES ('/connect/log-in/', 'en', ?, 'Marker', 'Marker', 1)`,
  )
    .bind(account)
    .run()
  return { account, browser }
}

const commentsOf = async (account: string) =>
  (await env.FEEDBACK.prepare('SELECT COUNT(*) AS n FROM comments WHERE account = ?').bind(account).first<number>('n')) ?? 0

beforeEach(createTables)

describe('erasing an account', () => {
  it('leaves no record, no event, no message, no comment, and no copy in KV', async () => {
    const { account } = await withComment()
    const stub = env.ACCOUNT.getByName(account)
    expect((await keptBy(stub)).rows).toBeGreaterThan(0)
    expect((await erase(account)).status).toBe(204)
    // Links from before lapse within ten minutes, and are refused until then.
    expect(await keptBy(stub)).toEqual({ keys: ['agenda', 'links-from', 'name'], rows: 0 })
    await letPass(601)
    await runDurableObjectAlarm(stub)
    expect(await keptBy(stub)).toEqual({ keys: [], rows: 0 })
    expect(await commentsOf(account)).toBe(0)
    expect((await kvKeys()).filter((name) => name.includes(account))).toEqual([])
    expect((await localXero.world()).connections).toEqual([])
  })

  it('leaves nothing of the login that only this account used, once its permission is surely over', async () => {
    const { account } = await withComment()
    await erase(account)
    const grants = (await listDurableObjectIds(env.GRANT)).map((id) => env.GRANT.get(id))
    for (const grant of grants) expect((await keptBy(grant)).keys).not.toContain('grant')
    await letPass(3700)
    for (const grant of grants) await runDurableObjectAlarm(grant)
    for (const grant of grants) expect(await keptBy(grant)).toEqual({ keys: [], rows: 0 })
    expect(await kvKeys()).toEqual([])
  })

  it('leaves another account of the same login alone', async () => {
    const other = await visitor()
    await other.browser.connect('theo', ['Acme Holdings Pty Ltd'])
    const { account } = await withComment()
    expect((await erase(account)).status).toBe(204)
    expect((await tokenOf(other.account)).status).toBe(200)
  })

  it('is not half done while Xero does not answer, and is done by the same call once more', async () => {
    const { account } = await withComment()
    await localXero.fault({ path: '/connections*', status: 503, body: 'down', times: 9 })
    const answer = await erase(account)
    expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'xero-unavailable'])
    expect((await connectionOf(account)).state).toBe('connected')
    expect(await commentsOf(account)).toBe(1)
    await localXero.mend()
    expect((await erase(account)).status).toBe(204)
    expect((await erase(account)).status).toBe(204)
    expect(await commentsOf(account)).toBe(0)
  })

  it('is not called done while the copy in KV stays, and is done by the same call once more', async () => {
    const { account } = await withComment()
    const out = vi.spyOn(env.TOKENS, 'delete').mockImplementation(() => Promise.reject(new Error('KV is out of order')))
    expect((await erase(account)).status).toBe(503)
    expect((await kvKeys()).some((name) => name.includes(account))).toBe(true)
    out.mockRestore()
    expect((await erase(account)).status).toBe(204)
    expect((await kvKeys()).filter((name) => name.includes(account))).toEqual([])
  })

  it('is asked for in so many words: a plain DELETE keeps timeline and comments, any other word is refused', async () => {
    const { account } = await withComment()
    expect((await service(`/v1/accounts/${account}?erase=yes`, { method: 'DELETE' })).status).toBe(400)
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    expect(await commentsOf(account)).toBe(1)
    const { events } = (await (await service(`/v1/accounts/${account}/events`)).json()) as { events: unknown[] }
    expect(events.length).toBeGreaterThan(0)
  })

  it('is not undone by a look at Xero that ends later', async () => {
    const { account } = await withComment()
    await letPass(21 * 3600)
    await localXero.fault({ path: '/api.xro/2.0/Organisation', delayMs: 800 })
    const look = service(`/v1/accounts/${account}/check`, { method: 'POST' })
    await expect.poll(async () => (await localXero.calls()).some(({ path }) => path.includes('/Organisation'))).toBe(true)
    expect((await erase(account)).status).toBe(204)
    await look
    expect((await keptBy(env.ACCOUNT.getByName(account))).keys).toEqual(['agenda', 'links-from', 'name'])
    expect((await keptBy(env.ACCOUNT.getByName(account))).rows).toBe(0)
  })

  it('lets the account begin again', async () => {
    const { account, browser } = await withComment()
    await erase(account)
    await browser.open(account)
    expect(await browser.connect('theo', [TELECOM])).toBe('/connect/connected/')
    expect((await tokenOf(account)).status).toBe(200)
  })
})

describe.each(['', '?erase=true'])('a link made before DELETE%s', (query) => {
  const linkOf = async (account: string) => ((await (await mint({ account })).json()) as { url: string }).url

  it('opens nothing after it, whether it was spent or not; one made since does', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const [spent, unspent] = [await linkOf(account), await linkOf(account)]
    await new Browser().go(spent)
    await letPass(2)
    expect((await service(`/v1/accounts/${account}${query}`, { method: 'DELETE' })).status).toBe(204)
    for (const link of [spent, unspent])
      expect((await new Browser().go(link)).headers.get('Location')).toMatch(/^\/problems\/link-expired\//)
    expect((await new Browser().go(await linkOf(account))).headers.get('Location')).toBe('/')
  })
})

describe('attempts', () => {
  it('of a flood are forgotten, the oldest first', async () => {
    const { account, browser } = await visitor()
    const first = await browser.setOff()
    await letPass(5)
    for (let times = 0; times < 45; times += 1) await browser.setOff()
    const last = await browser.setOff()
    const kept = (await keptBy(env.ACCOUNT.getByName(account))).keys.filter((key) => key.startsWith('attempt/'))
    expect(kept.length).toBeLessThanOrEqual(40)
    expect((await browser.go(await localXero.consent(last, 'theo', [TELECOM]))).headers.get('Location')).toBe(
      '/connect/organisation/',
    )
    expect((await browser.go(await localXero.consent(first, 'theo', ['Acme Holdings Pty Ltd']))).headers.get('Location')).toMatch(
      /^\/problems\/attempt-unknown\//,
    )
  })
})
