/**
 * How many connections our app has at Xero. Xero allows an app a certain number and stops everyone after that, so the operator is warned
 * in time (docs/operate.md). Each login notes its own number at its daily look, so the sum is up to a day old.
 */
import { log } from '../log.ts'

/** `connections/<login>` in KV. The number is metadata, so that a list brings all of them without reading one by one. */
const PREFIX = 'connections/'
/** In the login's own storage: the number it noted last. KV is written when it changes and not every day. */
const NOTED = 'connections-noted'
const ALARM_AT = 0.8

const isNearLimit = (used: number, allowed: number): boolean => used >= allowed * ALARM_AT

interface CountPlace {
  readonly login: string
  readonly kv: KVNamespace
  readonly storage: DurableObjectStorage
  /** How many Xero allows; undefined where the operator hasn't set it. */
  readonly allowed: number | undefined
}

/** @param count of the login now; 0 when it is gone. A login that died may still have connections at Xero, so its last number stays. */
export async function noteConnections({ login, kv, storage, allowed }: CountPlace, count: number): Promise<void> {
  if ((storage.kv.get<number>(NOTED) ?? 0) === count) return
  if (count === 0) await kv.delete(PREFIX + login)
  else await kv.put(PREFIX + login, '', { metadata: { count } })
  storage.kv.put(NOTED, count)
  // A sum lists every login, so it is made only for an operator who has set a limit, which bounds it.
  if (allowed === undefined) return
  const used = await countConnections(kv)
  if (isNearLimit(used, allowed)) log('error', 'connections.near-limit', { used, allowed })
  else log('info', 'connections.counted', { used, allowed })
}

/** One list for a thousand logins. An organisation that two logins connected counts twice, as it may at Xero. */
export async function countConnections(kv: KVNamespace): Promise<number> {
  let used = 0
  for (let cursor: string | undefined; ; ) {
    const page = await kv.list<{ count: number }>({ prefix: PREFIX, ...(cursor === undefined ? {} : { cursor }) })
    for (const { metadata } of page.keys) used += metadata?.count ?? 0
    if (page.list_complete) return used
    cursor = page.cursor
  }
}
