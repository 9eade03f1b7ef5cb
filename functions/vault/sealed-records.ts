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
   * @param beside further writes to the same storage, without an `await`: they are kept together with the record, or not at all
   * @returns what was kept. It is on disk before any later message leaves the object (its output gate).
   */
  update<K extends T | undefined>(key: string, change: (current: T | undefined) => K, beside?: (kept: K) => void): Promise<K>
  /** Every key that has a record, without the prefix. */
  keys(): string[]
  /** Seals a record anew that was not sealed with the newest key. */
  reseal(key: string): Promise<void>
}

/** @param prefix keeps one kind of record apart from others in the same storage, such as `attempt/` */
export function createSealedRecords<T>(storage: DurableObjectStorage, seal: Seal, owner: string, prefix = ''): SealedRecords<T> {
  const nameOf = (key: string) => `${owner}/${prefix}${key}`
  let last: Promise<unknown> = Promise.resolve()

  async function read(key: string): Promise<T | undefined> {
    const sealed = storage.kv.get<string>(prefix + key)
    return sealed === undefined ? undefined : (JSON.parse(await seal.open(sealed, nameOf(key))) as T)
  }

  function update<K extends T | undefined>(key: string, change: (current: T | undefined) => K, beside?: (kept: K) => void) {
    const turn = last.then(async () => {
      const next = change(await read(key))
      const sealed = next === undefined ? undefined : await seal.close(JSON.stringify(next), nameOf(key))
      if (sealed === undefined) storage.kv.delete(prefix + key)
      else storage.kv.put(prefix + key, sealed)
      beside?.(next)
      return next
    })
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    read,
    update,
    keys: () => [...storage.kv.list({ prefix })].map(([key]) => key.slice(prefix.length)),
    async reseal(key) {
      const sealed = storage.kv.get<string>(prefix + key)
      if (sealed !== undefined && !seal.isNewest(sealed)) await update(key, (current) => current)
    },
  }
}
