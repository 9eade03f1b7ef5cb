/** What arrived at miBilling's receiver of webhooks. In memory alone, and only so much of it. */
import type { WebhookPayload } from '../../../src/contract/wire.ts'

/** One call of the receiver that was signed as it should be. */
export interface Delivery {
  /** Unix seconds. */
  readonly at: number
  readonly id: string
  /** What was answered; absent where nothing ever was. */
  readonly status?: number
  readonly userAgent: string
  readonly payload: WebhookPayload
}

/** A message that was taken, however often it came. */
export interface Arrival {
  readonly payload: WebhookPayload
  readonly times: number
}

export interface Inbox {
  readonly deliveries: () => readonly Delivery[]
  note(delivery: Delivery): void
  /** Of one account, newest first: repeats are one arrival. */
  arrivalsOf(account: string): Arrival[]
  /** Numbers that an account's messages skip, from the oldest that is kept. */
  missingFor(account: string): number[]
}

const MOST_DELIVERIES = 1000

export function createInbox(): Inbox {
  const deliveries: Delivery[] = []

  const inbox: Inbox = {
    deliveries: () => deliveries,

    note(delivery) {
      deliveries.push(delivery)
      if (deliveries.length > MOST_DELIVERIES) deliveries.shift()
    },

    arrivalsOf(account) {
      const taken = deliveries.filter(({ status, payload }) => status === 204 && payload.data.account === account)
      return [...Map.groupBy(taken, ({ id }) => id).values()]
        .map((repeats) => ({ payload: (repeats[0] as Delivery).payload, times: repeats.length }))
        .sort((a, b) => b.payload.sequence - a.payload.sequence)
    },

    missingFor(account) {
      const sequences = new Set(inbox.arrivalsOf(account).map(({ payload }) => payload.sequence))
      const first = Math.min(...sequences)
      const span = sequences.size === 0 ? 0 : Math.max(...sequences) - first + 1
      return Array.from({ length: span }, (_, index) => first + index).filter((sequence) => !sequences.has(sequence))
    },
  }
  return inbox
}
