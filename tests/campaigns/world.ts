/** The world around the Worker: time that passes, alarms that fire, a Worker that comes back, and what is kept in it. */
import { listDurableObjectIds, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { GrantRecord } from '../../functions/grant/record.ts'
import { readSettings } from '../../functions/settings.ts'
import { now } from '../../src/contract/clock.ts'
import { createDeskTables } from '../edge/desk/tables.ts'
import { letPass, localXero } from '../edge/local-xero.ts'
import { beginNextLife } from './points.ts'

type Stub = DurableObjectStub

/** The runtime lists an object for ever, though nothing is stored of it: those of former worlds. */
const former = new Set<string>()

/** Nothing stored, Xero as at first, the clocks right. */
export async function beginWorld(): Promise<void> {
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const id of await listDurableObjectIds(env.ACCOUNT)) former.add(id.toString())
  await reset()
  beginNextLife()
  await localXero.reset()
  await createDeskTables()
}

async function objects(): Promise<Stub[]> {
  const [grants, accounts] = await Promise.all([listDurableObjectIds(env.GRANT), listDurableObjectIds(env.ACCOUNT)])
  const present = accounts.filter((id) => !former.has(id.toString()))
  return [...grants.map((id) => env.GRANT.get(id)), ...present.map((id) => env.ACCOUNT.get(id))]
}

/** Ends whatever still runs, everywhere, and lets the Worker live again with what was on disk. */
export async function restart(): Promise<void> {
  for (const stub of await objects()) {
    await runInDurableObject(stub, (_, state) => state.abort('the Worker ended')).catch(() => undefined)
  }
  beginNextLife()
}

interface Alarm {
  readonly stub: Stub
  readonly at: number
}

/** The earliest alarm of all objects. Unix seconds */
async function nextAlarm(): Promise<Alarm | undefined> {
  const alarms = await Promise.all(
    (await objects()).map(async (stub) => ({ stub, at: await runInDurableObject(stub, (_, { storage }) => storage.getAlarm()) })),
  )
  let first: Alarm | undefined
  for (const { stub, at } of alarms)
    if (at !== null && (first === undefined || at / 1000 < first.at)) first = { stub, at: Math.ceil(at / 1000) }
  return first
}

/** Lets time pass; each alarm fires when it is due, in order. */
export async function live(seconds: number): Promise<void> {
  const end = now() + seconds
  for (;;) {
    const alarm = await nextAlarm()
    if (alarm === undefined || alarm.at > end) break
    if (alarm.at > now()) await letPass(alarm.at - now())
    await runDurableObjectAlarm(alarm.stub)
  }
  if (end > now()) await letPass(end - now())
}

export interface KeptGrant {
  readonly login: string
  readonly record: GrantRecord
}

/** What the Grant objects have on disk. */
export async function keptGrants(): Promise<KeptGrant[]> {
  const { tokenSeal } = readSettings(env)
  const kept: KeptGrant[] = []
  for (const id of await listDurableObjectIds(env.GRANT)) {
    const { login, sealed } = await runInDurableObject(env.GRANT.get(id), (_, { storage }) => ({
      login: storage.kv.get<string>('name') ?? '',
      sealed: storage.kv.get<string>('grant'),
    }))
    if (sealed !== undefined) kept.push({ login, record: JSON.parse(await tokenSeal.open(sealed, `grant:${login}/grant`)) })
  }
  return kept
}
