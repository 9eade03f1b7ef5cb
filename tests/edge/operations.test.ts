/** What the cost table in docs/costs.md stands on: how much each thing that happens takes, counted while it happens. */
import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Account } from '../../functions/account/account.ts'
import type { Grant } from '../../functions/grant/grant.ts'
import { BYTES } from '../../scripts/measure/scale/costs.ts'
import { OPERATIONS, type Operation } from '../../scripts/measure/scale/operations.ts'
import { letPass, localXero } from './local-xero.ts'
import { Browser, connectionOf, mint, newAccount, service, tokenOf } from './people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'

const objects = async () => [
  ...(await listDurableObjectIds(env.GRANT)).map((id) => env.GRANT.get(id)),
  ...(await listDurableObjectIds(env.ACCOUNT)).map((id) => env.ACCOUNT.get(id)),
]

/** Of all objects, since they woke; alarms that were set count, too. */
async function rowsWritten(): Promise<number> {
  let sum = 0
  for (const stub of await objects())
    await runInDurableObject(stub, (_, { storage }) => {
      sum += storage.sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n
    })
  return sum
}

/** What follows at once is planned within this, until it is done. What is planned for later comes by itself, such as the daily look. */
const SOON_MS = 60_000

/** So many messages have been delivered, and nothing else follows. Asked past what is counted. */
async function untilQuiet(account: string, messages: number): Promise<void> {
  const stub = env.ACCOUNT.get(env.ACCOUNT.idFromName(account))
  const isBusy = (other: DurableObjectStub) =>
    runInDurableObject(other, async (_, { storage }) => ((await storage.getAlarm()) ?? Infinity) < Date.now() + SOON_MS)
  await vi.waitUntil(
    async () => {
      const { webhooks } = await stub.webhooks(undefined, 100)
      if (webhooks.filter(({ state }) => state === 'delivered').length !== messages) return false
      return !(await Promise.all((await objects()).map(isBusy))).includes(true)
    },
    { timeout: 15_000, interval: 50 },
  )
}

async function count(work: () => Promise<{ readonly workerRequests: number; readonly alarms?: number }>): Promise<Operation> {
  const before = await rowsWritten()
  await localXero.forgetCalls()
  const kv = { get: vi.spyOn(env.TOKENS, 'get'), put: vi.spyOn(env.TOKENS, 'put'), delete: vi.spyOn(env.TOKENS, 'delete') }
  const calls = [vi.spyOn(env.ACCOUNT, 'getByName'), vi.spyOn(env.GRANT, 'getByName')]
  const queue = vi.spyOn(env.EVENTS, 'sendBatch')
  const index = vi.spyOn(env.DESK, 'batch')
  const { workerRequests, alarms = 0 } = await work()
  const paths = (await localXero.calls()).map(({ path }) => path)
  const isApi = (path: string) => path.startsWith('/connections') || path.startsWith('/api.xro/')
  const batches = await Promise.all(index.mock.results.map(({ value }) => value as Promise<D1Result[]>))
  const inIndex = (what: 'rows_read' | 'rows_written') => batches.flat().reduce((sum, { meta }) => sum + meta[what], 0)
  const counted = {
    workerRequests,
    kvReads: kv.get.mock.calls.length,
    kvWrites: kv.put.mock.calls.length,
    kvDeletes: kv.delete.mock.calls.length,
    objectRequests: calls.reduce((sum, spy) => sum + spy.mock.calls.length, alarms),
    indexRowsRead: inIndex('rows_read'),
    indexRowsWritten: inIndex('rows_written'),
    messages: queue.mock.calls.reduce((sum, [batch]) => sum + [...batch].length, 0),
    xeroApiCalls: paths.filter(isApi).length,
    xeroIdentityCalls: paths.filter((path) => !isApi(path) && !path.startsWith('/identity/')).length,
  }
  for (const spy of [...Object.values(kv), ...calls, queue, index]) spy.mockRestore()
  return { ...counted, rowsWritten: (await rowsWritten()) - before }
}

async function connect(account: string): Promise<void> {
  const { url } = (await (await mint({ account })).json()) as { url: string }
  const browser = new Browser()
  await browser.go(url)
  await browser.connect('olivia', [COMPANY])
}

async function connected(): Promise<string> {
  const account = newAccount()
  await connect(account)
  await untilQuiet(account, 2)
  return account
}

/** What happens once in a while may take a little more or less, by the moment at which things meet. */
function expectAbout(taken: Operation, told: Operation): void {
  for (const [what, count] of Object.entries(taken)) {
    const most = told[what as keyof Operation]
    expect([what, count <= most && count >= 0.6 * most]).toEqual([what, true])
  }
}

describe('what it takes', () => {
  it('to connect', async () => {
    const account = newAccount()
    const taken = await count(async () => {
      await connect(account)
      await untilQuiet(account, 2)
      // A quarter of an hour later the account looks whether they stopped on the way.
      await letPass(901)
      await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
      return { workerRequests: 6, alarms: 1 }
    })
    expectAbout(taken, OPERATIONS.connect)
  })

  it('to hand out a token that is at hand', async () => {
    const account = await connected()
    const taken = await count(async () => {
      await tokenOf(account)
      return { workerRequests: 1 }
    })
    expect(taken).toEqual(OPERATIONS.token)
  })

  it('to refresh a token', async () => {
    const account = await connected()
    await letPass(1801)
    const taken = await count(async () => {
      expect((await tokenOf(account)).status).toBe(200)
      return { workerRequests: 1 }
    })
    expect(taken).toEqual(OPERATIONS.refresh)
  })

  it('to look at Xero once a day', async () => {
    const account = await connected()
    const wakeAll = async () => {
      let alarms = 0
      for (const stub of await objects()) if (await runDurableObjectAlarm(stub)) alarms += 1
      return { workerRequests: 0, alarms }
    }
    // The first one also notes how many connections the login has; the others find that noted.
    await letPass(27 * 3600)
    await wakeAll()
    await letPass(27 * 3600)
    const taken = await count(wakeAll)
    expect((await connectionOf(account)).state).toBe('connected')
    expect(taken).toEqual(OPERATIONS.look)
  })

  it('to look at Xero before a billing run', async () => {
    const account = await connected()
    await letPass(3600)
    const taken = await count(async () => {
      const at = Math.floor(Date.now() / 1000) + 1
      const body = JSON.stringify({ at })
      await service(`/v1/accounts/${account}/next-run`, { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } })
      await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
      return { workerRequests: 1, alarms: 1 }
    })
    expectAbout(taken, OPERATIONS.run)
  })

  it('to note once a week that tokens are asked for', async () => {
    const account = await connected()
    const stub = env.ACCOUNT.getByName(account)
    await letPass(8 * 86_400)
    await runDurableObjectAlarm(stub)
    await tokenOf(account)
    await letPass(6)
    const taken = await count(async () => {
      await runDurableObjectAlarm(stub)
      return { workerRequests: 0, alarms: 1 }
    })
    expect(taken).toEqual(OPERATIONS.use)
  })

  it('to say how an account stands', async () => {
    const account = await connected()
    const taken = await count(async () => {
      await connectionOf(account)
      return { workerRequests: 1 }
    })
    expect(taken).toEqual(OPERATIONS.state)
  })

  it('to disconnect', async () => {
    const account = await connected()
    const taken = await count(async () => {
      expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
      await untilQuiet(account, 3)
      return { workerRequests: 1 }
    })
    expectAbout(taken, OPERATIONS.disconnect)
  })
})

describe('what is stored', () => {
  it('is no more than the cost table reckons with', async () => {
    const account = await connected()
    const sizeOf = (stub: DurableObjectStub<Account | Grant>) =>
      runInDurableObject(stub, (_, { storage }) => storage.sql.databaseSize)
    const grants = await Promise.all((await listDurableObjectIds(env.GRANT)).map((id) => sizeOf(env.GRANT.get(id))))
    const { keys } = await env.TOKENS.list({ prefix: 'token/' })
    const found = {
      grantObject: Math.max(...grants),
      accountObject: await sizeOf(env.ACCOUNT.getByName(account)),
      kvOfAccount: (await env.TOKENS.get(`account/${account}`))?.length ?? 0,
      kvOfLogin: (await env.TOKENS.get(keys[0]?.name ?? ''))?.length ?? 0,
    }
    for (const [what, bytes] of Object.entries(found)) {
      expect([what, bytes > 0 && bytes <= BYTES[what as keyof typeof BYTES]]).toEqual([what, true])
    }
  })
})
