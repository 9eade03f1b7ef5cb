/**
 * Messages to miBilling, from the change they tell of until they have arrived. A row is written together with the account's own
 * record, so that no message is lost between the two; the queue carries only its number, and personal data leaves the object when
 * the message does.
 */
import { now } from '../../src/contract/clock.ts'
import type { Connection, SentWebhooks, WebhookPayload, WebhookState, WebhookType } from '../../src/contract/wire.ts'
import type { Seal } from '../vault/seal.ts'

/** What travels through the queue. */
export interface QueuedMessage {
  readonly account: string
  readonly sequence: number
}

export interface Message {
  /** The same at every delivery of this message. */
  readonly id: string
  readonly payload: WebhookPayload
}

/** How miBilling was called for one message so far. */
export interface DeliveryTries {
  readonly tries: number
  /** Why the last try failed; absent where there was none yet. */
  readonly cause?: string
}

export interface Outbox {
  /** Seals messages. Callers take turns. @returns what writes them, without an `await`: beside the change that they tell of */
  prepare(messages: readonly { readonly type: WebhookType; readonly at: number; readonly data: Connection }[]): Promise<() => void>
  /** Puts what waits into the queue, in order. @throws when the queue does not take it: to be done again */
  flush(): Promise<void>
  /** @returns undefined where there is no such message any more, or it has arrived */
  read(sequence: number): Promise<Message | undefined>
  /** Counts a try. @param cause why it failed; without one the message has arrived */
  countTry(sequence: number, cause?: string): void
  /** @returns how it was tried; undefined unless the message is still to be delivered */
  triesOf(sequence: number): DeliveryTries | undefined
  /** Ends a message that is still to be delivered. @returns false where there is none */
  giveUp(sequence: number): boolean
  /** Lets messages wait again, from that number on, or all there are, whatever became of them. @returns how many */
  redeliver(from?: number): number
  /**
   * Newest first: what became of each.
   *
   * @param before only what is older than the message of this number
   * @throws SealError when a message does not open
   */
  page(before: number | undefined, limit: number): Promise<SentWebhooks>
  /** Forgets what is older than 30 days, and seals anew what was not sealed with the newest key. */
  prune(): Promise<void>
}

const KEPT_SECONDS = 30 * 86_400
/** The number of the last message: 1, 2, 3 and so on without a gap, so that miBilling sees whether one is missing. */
const LAST = 'outbox'
/** Queues takes 100 messages at a time. */
const BATCH = 100

/** Not sealed are the number, the times and what became of the message: nothing in them is about anybody. */
const TABLE = `CREATE TABLE IF NOT EXISTS message (
  sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, cause TEXT, sealed TEXT NOT NULL
)`
const TO_BE_DELIVERED = `state IN ('waiting', 'queued')`

type Row = { sequence: number; at: number; state: WebhookState; tries: number; cause: string | null; sealed: string }

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
  const open = async ({ sequence, sealed }: Pick<Row, 'sequence' | 'sealed'>) =>
    JSON.parse(await seal.open(sealed, nameOf(sequence))) as Message

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
        sql.exec(TABLE)
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
        // One that arrived meanwhile stays so.
        for (const { sequence } of waiting)
          sql.exec(`UPDATE message SET state = 'queued' WHERE sequence = ? AND state = 'waiting'`, sequence)
      }
    },

    async read(sequence) {
      if (!isThere()) return undefined
      const query = `SELECT sequence, sealed FROM message WHERE sequence = ? AND state <> 'delivered'`
      const [row] = sql.exec<Row>(query, sequence).toArray()
      return row === undefined ? undefined : open(row)
    },

    countTry(sequence, cause) {
      if (!isThere()) return
      const arrived = cause === undefined ? `, state = 'delivered'` : ''
      sql.exec(`UPDATE message SET tries = tries + 1, cause = ? ${arrived} WHERE sequence = ?`, cause ?? null, sequence)
    },

    triesOf(sequence) {
      if (!isThere()) return undefined
      const query = `SELECT tries, cause FROM message WHERE sequence = ? AND ${TO_BE_DELIVERED}`
      const [row] = sql.exec<Row>(query, sequence).toArray()
      return row === undefined ? undefined : triesIn(row)
    },

    giveUp: (sequence) =>
      sql
        .exec(`UPDATE message SET state = 'undeliverable' WHERE sequence = ? AND ${TO_BE_DELIVERED} RETURNING sequence`, sequence)
        .toArray().length > 0,

    redeliver(from = 1) {
      if (!isThere()) return 0
      const update = `UPDATE message SET state = 'waiting', tries = 0, cause = NULL WHERE sequence >= ? RETURNING sequence`
      return sql.exec(update, from).toArray().length
    },

    async page(before = Number.MAX_SAFE_INTEGER, limit) {
      if (!isThere()) return { webhooks: [] }
      const query = 'SELECT * FROM message WHERE sequence < ? ORDER BY sequence DESC LIMIT ?'
      const rows = sql.exec<Row>(query, before, limit + 1).toArray()
      const shown = rows.slice(0, limit)
      const webhooks = shown.map(async (row) => {
        const { id, payload } = await open(row)
        return { sequence: row.sequence, id, type: payload.type, at: row.at, state: row.state, ...triesIn(row) }
      })
      const oldest = shown.at(-1)
      const next = rows.length > limit && oldest !== undefined ? { next: oldest.sequence } : {}
      return { webhooks: await Promise.all(webhooks), ...next }
    },

    async prune() {
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

const triesIn = ({ tries, cause }: Row): DeliveryTries => ({ tries, ...(cause === null ? {} : { cause }) })
