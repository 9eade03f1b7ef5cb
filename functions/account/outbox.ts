/**
 * Messages to miBilling, from the change they tell of until they have arrived. A row is written together with the account's own
 * record, so that no message is lost between the two; the queue carries only its number, and personal data leaves the object when
 * the message does.
 */
import { now } from '../../src/contract/clock.ts'
import type { Connection, WebhookPayload, WebhookType } from '../../src/contract/wire.ts'
import type { Seal } from '../vault/seal.ts'

/** What travels through the queue. */
export interface QueuedMessage {
  readonly account: string
  readonly sequence: number
}

/** `waiting` to be put in the queue; `queued`: there, or on its way; the others are how it ended. */
export type MessageState = 'waiting' | 'queued' | 'delivered' | 'undeliverable'

export interface Message {
  /** The same at every delivery of this message. */
  readonly id: string
  readonly payload: WebhookPayload
}

export interface Outbox {
  /** Seals messages. Callers take turns. @returns what writes them, without an `await`: beside the change that they tell of */
  prepare(messages: readonly { readonly type: WebhookType; readonly at: number; readonly data: Connection }[]): Promise<() => void>
  /** Puts what waits into the queue, in order. @throws when the queue does not take it: to be done again */
  flush(): Promise<void>
  /** @returns undefined where there is no such message any more */
  read(sequence: number): Promise<Message | undefined>
  mark(sequence: number, state: MessageState): void
  /** Lets messages wait again, from that number on, or all there are. @returns how many */
  redeliver(from?: number): number
  /** Newest first: what became of each. */
  states(): { readonly sequence: number; readonly at: number; readonly state: MessageState }[]
  /** Forgets what is older than 30 days, and seals anew what was not sealed with the newest key. */
  keep(): Promise<void>
}

const KEPT_SECONDS = 30 * 86_400
/** The number of the last message: 1, 2, 3 and so on without a gap, so that miBilling sees whether one is missing. */
const LAST = 'outbox'
/** Queues takes 100 messages at a time. */
const BATCH = 100

type Row = { sequence: number; at: number; state: MessageState; sealed: string }

/** @param queue undefined where no webhooks are sent: messages are numbered and kept all the same, and wait */
export function createOutbox(
  storage: DurableObjectStorage,
  seal: Seal,
  account: string,
  queue: Pick<Queue<QueuedMessage>, 'sendBatch'> | undefined,
): Outbox {
  const { sql, kv } = storage
  const nameOf = (sequence: number) => `account:${account}/message/${sequence}`
  const isThere = () => sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'message'`).toArray().length > 0
  const setState = (sequence: number, state: MessageState) =>
    sql.exec('UPDATE message SET state = ? WHERE sequence = ?', state, sequence)

  return {
    async prepare(messages) {
      const last = kv.get<number>(LAST) ?? 0
      const rows = await Promise.all(
        messages.map(async ({ type, at, data }, index) => {
          const sequence = last + index + 1
          const payload: WebhookPayload = { type, timestamp: new Date(at * 1000).toISOString(), sequence, data }
          const message: Message = { id: `msg_${crypto.randomUUID().replaceAll('-', '')}`, payload }
          return { sequence, at, sealed: await seal.close(JSON.stringify(message), nameOf(sequence)) }
        }),
      )
      return () => {
        if (rows.length === 0) return
        sql.exec(
          'CREATE TABLE IF NOT EXISTS message (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, state TEXT NOT NULL, sealed TEXT NOT NULL)',
        )
        for (const { sequence, at, sealed } of rows)
          sql.exec('INSERT INTO message (sequence, at, state, sealed) VALUES (?, ?, ?, ?)', sequence, at, 'waiting', sealed)
        kv.put(LAST, last + rows.length)
      }
    },

    async flush() {
      if (queue === undefined || !isThere()) return
      for (;;) {
        const query = `SELECT sequence FROM message WHERE state = 'waiting' ORDER BY sequence LIMIT ?`
        const waiting = sql.exec<{ sequence: number }>(query, BATCH).toArray()
        if (waiting.length === 0) return
        await queue.sendBatch(waiting.map(({ sequence }) => ({ body: { account, sequence } })))
        for (const { sequence } of waiting) setState(sequence, 'queued')
      }
    },

    async read(sequence) {
      if (!isThere()) return undefined
      const [row] = sql.exec<Row>('SELECT sealed FROM message WHERE sequence = ?', sequence).toArray()
      return row === undefined ? undefined : (JSON.parse(await seal.open(row.sealed, nameOf(sequence))) as Message)
    },

    mark(sequence, state) {
      if (isThere()) setState(sequence, state)
    },

    redeliver(from = 1) {
      if (!isThere()) return 0
      return sql.exec(`UPDATE message SET state = 'waiting' WHERE sequence >= ?`, from).rowsWritten
    },

    states: () => (isThere() ? sql.exec<Row>('SELECT sequence, at, state FROM message ORDER BY sequence DESC').toArray() : []),

    async keep() {
      if (!isThere()) return
      sql.exec('DELETE FROM message WHERE at < ?', now() - KEPT_SECONDS)
      for (const { sequence, sealed } of sql.exec<Row>('SELECT sequence, sealed FROM message').toArray()) {
        if (seal.isNewest(sealed)) continue
        const anew = await seal.close(await seal.open(sealed, nameOf(sequence)), nameOf(sequence))
        sql.exec('UPDATE message SET sealed = ? WHERE sequence = ?', anew, sequence)
      }
    },
  }
}
