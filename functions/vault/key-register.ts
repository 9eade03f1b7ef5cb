/**
 * Which key seals the records of which object: one empty entry in KV for each object, so that operators see whether a key may be retired.
 * Nothing else knows all objects.
 */
import { kidOf, type Seal } from './seal.ts'

export interface KeyRegister {
  /** Notes the newest key, once the object stores something sealed, unless a key is noted already. */
  begin(): Promise<void>
  /** Every record of the object is sealed with the newest key now. Run daily, so that a note that KV lost comes back. */
  renew(): Promise<void>
  /** The object stores nothing any more. */
  remove(): Promise<void>
}

/** Records of sessions: functions/account/sessions.ts. */
const SESSIONS = 'session/'
const PREFIX = 'sealed-with/'
const NOTED = 'sealed-with'

/** @param object such as `grant:<login>` or `account:<account>` */
export function createKeyRegister(kv: KVNamespace, storage: DurableObjectStorage, seal: Seal, object: string): KeyRegister {
  const keyOf = (kid: string) => `${PREFIX}${kid}/${object}`
  const noted = () => storage.kv.get<string>(NOTED)

  async function remove(): Promise<void> {
    const before = noted()
    if (before === undefined) return
    await kv.delete(keyOf(before))
    storage.kv.delete(NOTED)
  }

  async function renew(): Promise<void> {
    // A call about an account that was never seen leaves no note, since nothing would ever remove it.
    if (!holdsSealed(storage)) return remove()
    const before = noted()
    const key = keyOf(seal.newest)
    // Operators retire keys by this register, so an object that is missing from it would be lost with its key.
    if (before === seal.newest && (await kv.get(key)) !== null) return
    await kv.put(key, '')
    if (before === seal.newest) return
    storage.kv.put(NOTED, seal.newest)
    if (before !== undefined) await kv.delete(keyOf(before))
  }

  return {
    begin: async () => (noted() === undefined ? renew() : undefined),
    renew,
    remove,
  }
}

/** Whether any record or row of the object is sealed. */
function holdsSealed({ kv, sql }: DurableObjectStorage): boolean {
  for (const [key, value] of kv.list()) {
    // Sessions are sealed with the keys of the cookies, and end within hours.
    if (typeof value === 'string' && kidOf(value) !== undefined && !key.startsWith(SESSIONS)) return true
  }
  const tables = sql.exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%sealed TEXT%'`)
  return tables.toArray().some(({ name }) => sql.exec(`SELECT 1 FROM "${name}" LIMIT 1`).toArray().length > 0)
}
