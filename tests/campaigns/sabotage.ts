/** Ways to spoil the custody code, so that the campaigns show that they would notice. */

import type { Account } from '../../functions/account/account.ts'
import type { Connection } from '../../src/contract/wire.ts'

export const sabotage: {
  /** Done to each object as it comes to life; nothing without it. */
  commit?: ((ctx: DurableObjectState) => void) | undefined
  /** Answers each call of an object, once it is done; as it was without it. */
  answer?: ((object: object, method: string, answer: unknown) => unknown) | undefined
} = {}

/** Nothing is noted that is still to be done: no alarm carries on. */
export function forgetAgenda({ storage }: DurableObjectState): void {
  const put = storage.kv.put.bind(storage.kv)
  storage.kv.put = (key, value) => (key === 'agenda' ? undefined : put(key, value))
}

/** Messages are not written together with what they tell of, but a moment later. */
export function writeMessagesLater({ storage }: DurableObjectState): void {
  const exec = storage.sql.exec.bind(storage.sql)
  storage.sql.exec = ((query: string, ...bindings: SqlStorageValue[]) => {
    if (!query.startsWith('INSERT INTO message')) return exec(query, ...bindings)
    setTimeout(() => exec(query, ...bindings), 20)
    return exec('SELECT 1')
  }) as typeof storage.sql.exec
}

/** A token set is used first, and saved a moment later. */
export function saveTokensLater({ storage }: DurableObjectState): void {
  const put = storage.kv.put.bind(storage.kv)
  storage.kv.put = (key, value) => {
    if (key === 'grant') setTimeout(() => put(key, value), 20)
    else put(key, value)
  }
}

/** What a helper’s consent brought is used at once, and no asker confirms it. */
export async function confirmForTheAsker(object: object, method: string, answer: unknown): Promise<unknown> {
  if (method !== 'endAttempt') return answer
  const account = object as Account
  const { state, organisations } = await account.connection()
  const [first] = organisations
  if (state === 'choose-organisation' && first !== undefined) await account.chooseOrganisation(first.tenantId, { ref: 'sabotage' })
  return answer
}

/** Where Xero does not say what a login may do, it may do everything. */
export function takeSilenceForYes(_: object, method: string, answer: unknown): unknown {
  if (method !== 'connection') return answer
  const connection = answer as Connection
  const { readiness } = connection
  return readiness?.state === 'unknown' ? { ...connection, readiness: { ...readiness, state: 'ready' } } : connection
}
