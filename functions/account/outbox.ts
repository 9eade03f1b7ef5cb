/**
 * Webhook messages to miBilling, from the change that they are about until they have arrived. A row is written together with the account's
 * record, so that no message is lost between the two. The queue carries only its number; personal data leaves the object with the message.
 */
import type { SentWebhooks, WebhookPayload, WebhookState } from '../../src/contract/wire.ts'
import type { Seal } from '../vault/seal.ts'
import { createSealedTable } from '../vault/sealed-table.ts'

/** What the queue carries. */
export interface QueuedMessage {
  readonly account: string
  readonly sequence: number
}

export interface Message {
  /** The same at every delivery of this message. */
  readonly id: string
  readonly payload: WebhookPayload
}

/** A message that has no number yet. */
export interface NewMessage extends Pick<WebhookPayload, 'type' | 'data' | 'risk' | 'stalled'> {
  readonly at: number
}

/** How often miBilling was called for one message, and why it failed. */
export interface DeliveryTries {
  readonly tries: number
  /** Why the last try failed; absent where there was none yet. */
  readonly cause?: string
}

export interface Outbox {
  /** Seals messages. Callers take turns. @returns what writes them, without an `await`: beside the change that they are about */
  prepare(messages: readonly NewMessage[]): Promise<() => void>
  /** Puts waiting messages into the queue, in order. @throws when the queue doesn't take them: try again */
  flush(): Promise<void>
  /** @returns undefined where the message is gone or has arrived */
  read(sequence: number): Promise<Message | undefined>
  /** Counts a try. @param cause why it failed; without one the message has arrived */
  countTry(sequence: number, cause?: string): void
  /** @returns undefined unless the message is still to be delivered */
  triesOf(sequence: number): DeliveryTries | undefined
  /** Ends a message that is still to be delivered. @returns false where there is none */
  giveUp(sequence: number): boolean
  /** Puts messages back to waiting, whatever became of them: from that number on, or all. @returns how many */
  redeliver(from?: number): number
  /**
   * Newest first, with what became of each.
   *
   * @param before only messages older than this number
   * @throws SealError when a message does not open
   */
  page(before: number | undefined, limit: number): Promise<SentWebhooks>
  /** Deletes what is older than 30 days, and seals the rest with the newest key. */
  prune(): Promise<void>
}

const KEPT_SECONDS = 30 * 86_400
/** Queues takes 100 messages at a time. */
const BATCH = 100
const TO_BE_DELIVERED = `state IN ('waiting', 'queued')`

/** What became of a message. */
interface Progress {
  readonly state: WebhookState
  readonly tries: number
  readonly cause: string | null
}

/** @param queue undefined where webhooks are off: messages are numbered, stored and wait all the same */
export function createOutbox(
  storage: DurableObjectStorage,
  seal: Seal,
  account: string,
  queue: Pick<Queue<QueuedMessage>, 'sendBatch'> | undefined,
): Outbox {
  const table = createSealedTable<Message, Progress>(storage, seal, {
    owner: `account:${account}`,
    table: 'message',
    columns: [`state TEXT NOT NULL DEFAULT 'waiting'`, 'tries INTEGER NOT NULL DEFAULT 0', 'cause TEXT'],
  })

  return {
    prepare(messages) {
      // 1, 2, 3 and so on without a gap, so that miBilling sees whether one is missing.
      const last = table.lastId()
      const rows = messages.map(({ type, at, ...content }, index) => {
        const sequence = last + index + 1
        const payload: WebhookPayload = { type, timestamp: new Date(at * 1000).toISOString(), sequence, ...content }
        return { id: sequence, at, content: { id: `msg_${crypto.randomUUID().replaceAll('-', '')}`, payload } }
      })
      return table.prepare(rows)
    },

    async flush() {
      if (queue === undefined) return
      for (;;) {
        const waiting = table.run<{ id: number }>(`SELECT id FROM TABLE WHERE state = 'waiting' ORDER BY id LIMIT ?`, BATCH)
        if (waiting.length === 0) return
        await queue.sendBatch(waiting.map(({ id }) => ({ body: { account, sequence: id } })))
        // One that has arrived in the meantime stays delivered.
        for (const { id } of waiting) table.run(`UPDATE TABLE SET state = 'queued' WHERE id = ? AND state = 'waiting'`, id)
      }
    },

    read: async (sequence) => (await table.first(`id = ? AND state <> 'delivered'`, sequence))?.content,

    countTry(sequence, cause) {
      const arrived = cause === undefined ? `, state = 'delivered'` : ''
      table.run(`UPDATE TABLE SET tries = tries + 1, cause = ? ${arrived} WHERE id = ?`, cause ?? null, sequence)
    },

    triesOf(sequence) {
      const query = `SELECT tries, cause FROM TABLE WHERE id = ? AND ${TO_BE_DELIVERED}`
      const [row] = table.run<{ tries: number; cause: string | null }>(query, sequence)
      return row === undefined ? undefined : triesIn(row)
    },

    giveUp: (sequence) =>
      table.run(`UPDATE TABLE SET state = 'undeliverable' WHERE id = ? AND ${TO_BE_DELIVERED} RETURNING id`, sequence).length > 0,

    redeliver: (from = 1) =>
      table.run(`UPDATE TABLE SET state = 'waiting', tries = 0, cause = NULL WHERE id >= ? RETURNING id`, from).length,

    async page(before, limit) {
      const { rows, ...next } = await table.page(before, limit)
      const webhooks = rows.map(({ id: sequence, at, state, content: { id, payload }, ...row }) => {
        return { sequence, id, type: payload.type, at, state, ...triesIn(row) }
      })
      return { webhooks, ...next }
    },

    prune: async () => void (await table.prune(KEPT_SECONDS)),
  }
}

const triesIn = ({ tries, cause }: Pick<Progress, 'tries' | 'cause'>): DeliveryTries => ({
  tries,
  ...(cause === null ? {} : { cause }),
})
