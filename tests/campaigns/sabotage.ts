/** Ways to spoil the custody code, so that the campaigns show that they would notice. */

/** Done to each object as it comes to life; nothing without it. */
export const sabotage: { commit?: ((ctx: DurableObjectState) => void) | undefined } = {}

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
