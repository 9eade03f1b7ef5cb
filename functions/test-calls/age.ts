/** Moves everything that an object keeps into the past, which is as good as moving its clock into the future. */
import type { Seal } from '../vault/seal.ts'

/** What is less is a count or a length; nothing that is kept is dated before 2001. */
const EARLIEST = 1_000_000_000

/** @param sealOf the seal of a record, by its key */
export async function age(
  storage: DurableObjectStorage,
  seconds: number,
  owner: string,
  sealOf: (key: string) => Seal,
): Promise<void> {
  for (const [key, value] of [...storage.kv.list()]) {
    const isSealed = typeof value === 'string' && value.startsWith('ey')
    if (!isSealed) storage.kv.put(key, aged(value, seconds))
    else {
      const name = `${owner}/${key}`
      const plain = JSON.parse(await sealOf(key).open(value, name)) as unknown
      storage.kv.put(key, await sealOf(key).close(JSON.stringify(aged(plain, seconds)), name))
    }
  }
  const tables = storage.sql.exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE sql LIKE '%sealed TEXT%'`).toArray()
  for (const { name } of tables) storage.sql.exec(`UPDATE "${name}" SET at = at - ?`, seconds)
  const alarm = await storage.getAlarm()
  if (alarm !== null) await storage.setAlarm(alarm - seconds * 1000)
}

function aged(value: unknown, seconds: number): unknown {
  if (typeof value === 'number') return value > EARLIEST ? value - seconds : value
  if (Array.isArray(value)) return value.map((one) => aged(one, seconds))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, aged(one, seconds)]))
}
