/** Keys are changed in place: a record sealed with an older key of the set is sealed again within a day. */
import { evictAllDurableObjects, listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createSeal, kidOf, SealKeys } from '../../../functions/vault/seal.ts'
import { letPass } from '../local-xero.ts'
import { problemOf, service, tokenOf, visitor } from '../people.ts'

const keys = v.parse(SealKeys, env.TOKEN_KEYS)
const newest = keys[0]?.kid
const older = createSeal(keys.slice(1))
const lost = createSeal([{ kid: 'lost', key: new Uint8Array(32).fill(7) }])
const present = createSeal(keys)

async function connected() {
  const { account, browser } = await visitor()
  await browser.connect('theo', ['Acme Telecom Pty Ltd'])
  await service(`/v1/accounts/${account}`)
  return account
}

const objects = async () => [
  ...(await listDurableObjectIds(env.GRANT)).map((id) => env.GRANT.get(id)),
  ...(await listDurableObjectIds(env.ACCOUNT)).map((id) => env.ACCOUNT.get(id)),
]

/** Every value of an object that TOKEN_KEYS seal, with its name. Sessions are sealed as their cookies are, and over within hours. */
function sealedOf(storage: DurableObjectStorage): { name: string; sealed: string; put: (sealed: string) => void }[] {
  const records = [...storage.kv.list<unknown>()].flatMap(([key, value]) =>
    typeof value === 'string' && value.split('.').length === 5 && !key.startsWith('session/') ? [{ key, sealed: value }] : [],
  )
  const tables = storage.sql
    .exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE name IN ('timeline', 'message')`)
    .toArray()
  const recOf = (sealed: string) => (JSON.parse(atob(sealed.split('.')[0] ?? '')) as { rec: string }).rec
  return [
    ...records.map(({ key, sealed }) => ({ name: recOf(sealed), sealed, put: (fresh: string) => storage.kv.put(key, fresh) })),
    ...tables.flatMap(({ name: table }) =>
      storage.sql
        .exec<{ row: number; sealed: string }>(`SELECT rowid AS row, sealed FROM ${table}`)
        .toArray()
        .map(({ row, sealed }) => ({
          name: recOf(sealed),
          sealed,
          put: (fresh: string) => void storage.sql.exec(`UPDATE ${table} SET sealed = ? WHERE rowid = ?`, fresh, row),
        })),
    ),
  ]
}

async function sealAllWith(seal: typeof older): Promise<void> {
  for (const stub of await objects())
    await runInDurableObject(stub, async (_, { storage }) => {
      for (const { name, sealed, put } of sealedOf(storage)) put(await seal.close(await present.open(sealed, name), name))
      storage.kv.put('sealed-with', seal.newest)
    })
  for (const { name } of (await env.TOKENS.list()).keys) await env.TOKENS.delete(name)
  await evictAllDurableObjects()
}

const kids = async (): Promise<(string | undefined)[]> => {
  const all: (string | undefined)[] = []
  for (const stub of await objects())
    await runInDurableObject(stub, (_, { storage }) => void all.push(...sealedOf(storage).map(({ sealed }) => kidOf(sealed))))
  return all
}

async function wakeAll(): Promise<void> {
  for (const stub of await objects()) await runDurableObjectAlarm(stub)
}

describe('a key that was added', () => {
  it('seals everything again within a day, and the register says so', async () => {
    const account = await connected()
    await sealAllWith(older)
    await env.TOKENS.put(`sealed-with/${older.newest}/account:${account}`, '')
    expect(new Set(await kids())).toEqual(new Set([older.newest]))
    await letPass(86_400 + 3 * 3600)
    await wakeAll()
    expect((await kids()).length).toBeGreaterThan(5)
    const left = (await kids()).filter((kid) => kid !== newest)
    // Attempts live an hour and are gone by then.
    expect(left).toEqual([])
    const noted = (await env.TOKENS.list({ prefix: 'sealed-with/' })).keys.map(({ name }) => name)
    expect(noted).toContain(`sealed-with/${newest}/account:${account}`)
    expect(noted.filter((name) => name.includes(older.newest))).toEqual([])
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('is noted again by the next day where KV has lost the register', async () => {
    const account = await connected()
    const noted = async () => (await env.TOKENS.list({ prefix: 'sealed-with/' })).keys.map(({ name }) => name)
    const before = await noted()
    expect(before).toContain(`sealed-with/${newest}/account:${account}`)
    for (const name of before) await env.TOKENS.delete(name)
    await letPass(86_400 + 3 * 3600)
    await wakeAll()
    expect(await noted()).toEqual(before)
  })

  it('opens what the older key sealed, meanwhile', async () => {
    const account = await connected()
    await sealAllWith(older)
    expect((await tokenOf(account)).status).toBe(200)
  })
})

describe('a key that is missing', () => {
  it('is an operator’s matter: named in an answer without secrets, and nothing is changed', async () => {
    const account = await connected()
    await sealAllWith(lost)
    const before = await kids()
    for (const path of ['', '/access-token', '/events']) {
      const answer = await service(`/v1/accounts/${account}${path}`)
      const problem = await problemOf(answer)
      expect([path, answer.status, problem.code]).toEqual([path, 500, 'our-settings'])
      expect(problem.detail).toContain('TOKEN_KEYS')
      expect(problem.detail).not.toContain(account)
    }
    await letPass(86_400 + 3 * 3600)
    await wakeAll()
    const after = await kids()
    expect(after.filter((kid) => kid === 'lost').length).toBeGreaterThan(3)
    expect(after.length).toBe(before.length)
  })
})
