/**
 * The records a Durable Object keeps in its own storage, sealed. The object named `grant:<login>` seals its record `tokens` under
 * `grant:<login>/tokens`, so no record opens in another object or under another key.
 */
import type { Seal } from './seal.ts'

export interface SealedRecords<T> {
  read(key: string): Promise<T | undefined>
  /**
   * Reads, changes and writes as one: changes of the same store never overlap, although sealing and opening give way to others.
   *
   * @param change returns what to keep; undefined erases the record
   * @returns what was kept. It is on disk before any later message leaves the object (its output gate).
   */
  update<K extends T | undefined>(key: string, change: (current: T | undefined) => K): Promise<K>
  /** Every key that has a record, without the prefix. */
  keys(): string[]
}

/** @param prefix keeps one kind of record apart from others in the same storage, such as `attempt/` */
export function createSealedRecords<T>(storage: DurableObjectStorage, seal: Seal, owner: string, prefix = ''): SealedRecords<T> {
  const nameOf = (key: string) => `${owner}/${prefix}${key}`
  let last: Promise<unknown> = Promise.resolve()

  async function read(key: string): Promise<T | undefined> {
    const sealed = storage.kv.get<string>(prefix + key)
    return sealed === undefined ? undefined : (JSON.parse(await seal.open(sealed, nameOf(key))) as T)
  }

  return {
    read,
    update(key, change) {
      const turn = last.then(async () => {
        const next = change(await read(key))
        if (next === undefined) storage.kv.delete(prefix + key)
        else storage.kv.put(prefix + key, await seal.close(JSON.stringify(next), nameOf(key)))
        return next
      })
      last = turn.catch(() => undefined)
      return turn
    },
    keys: () => [...storage.kv.list({ prefix })].map(([key]) => key.slice(prefix.length)),
  }
}
