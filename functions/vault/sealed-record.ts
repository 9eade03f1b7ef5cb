/**
 * The records that a Durable Object keeps in its own storage, sealed. The object named `grant:<login>` seals its record `grant` under
 * `grant:<login>/grant`, so no record opens in another object or under another key.
 */

import type { Seal } from './seal.ts'
import { createTurns } from './turns.ts'

export interface SealedRecord<T> {
  read(): Promise<T | undefined>
  /**
   * Reads, changes and writes as one: changes of a record never overlap, although sealing and opening take time.
   *
   * @param change returns what to keep; undefined deletes the record
   * @param beside further writes to the same storage, without an `await`: they are kept together with the record, or not at all
   * @returns what was kept. It is on disk before any later message leaves the object (its output gate).
   */
  update<K extends T | undefined>(change: (current: T | undefined) => K, beside?: (kept: K) => void): Promise<K>
  /** Seals the record with the newest key, unless it is already. */
  reseal(): Promise<void>
}

/** Records of one kind, each under an id. */
export interface SealedRecords<T> {
  at(id: string): SealedRecord<T>
  /** Every id that has a record. */
  ids(): string[]
}

/** @param owner the object's name, such as `account:<account>` */
export const createSealedRecord = <T>(storage: DurableObjectStorage, seal: Seal, owner: string, key: string): SealedRecord<T> =>
  createRecord(storage, seal, { key, name: `${owner}/${key}` }, createTurns())

/** @param kind keeps these records apart from others in the same storage: `attempt` stores under `attempt/<id>` */
export function createSealedRecords<T>(storage: DurableObjectStorage, seal: Seal, owner: string, kind: string): SealedRecords<T> {
  const inTurn = createTurns()
  return {
    at: (id) => createRecord(storage, seal, { key: `${kind}/${id}`, name: `${owner}/${kind}/${id}` }, inTurn),
    ids: () => [...storage.kv.list({ prefix: `${kind}/` })].map(([key]) => key.slice(kind.length + 1)),
  }
}

function createRecord<T>(
  storage: DurableObjectStorage,
  seal: Seal,
  { key, name }: { readonly key: string; readonly name: string },
  inTurn: ReturnType<typeof createTurns>,
): SealedRecord<T> {
  async function read(): Promise<T | undefined> {
    const sealed = storage.kv.get<string>(key)
    return sealed === undefined ? undefined : (JSON.parse(await seal.open(sealed, name)) as T)
  }

  const update = <K extends T | undefined>(change: (current: T | undefined) => K, beside?: (kept: K) => void): Promise<K> =>
    inTurn(async () => {
      const next = change(await read())
      const sealed = next === undefined ? undefined : await seal.close(JSON.stringify(next), name)
      if (sealed === undefined) storage.kv.delete(key)
      else storage.kv.put(key, sealed)
      beside?.(next)
      return next
    })

  return {
    read,
    update,
    async reseal() {
      const sealed = storage.kv.get<string>(key)
      if (sealed !== undefined && !seal.isNewest(sealed)) await update((current) => current)
    },
  }
}
