/** The queue as far as the Worker can tell, without waiting for it: what it is given, and what it hands over. */
import { createExecutionContext, createMessageBatch, getQueueResult, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { QueuedMessage } from '../../../functions/account/outbox.ts'
import worker from '../../../functions/worker.ts'
import type { SentWebhooks } from '../../../src/contract/wire.ts'
import { service, visitor } from '../people.ts'

export const TELECOM = 'Acme Telecom Pty Ltd'

const EVENTS = 'mibilling-xero-guide-events'

/** Takes what is put into the queue, in place of the real one. @returns all that was taken, in order */
export function holdQueue(): QueuedMessage[] {
  const held: QueuedMessage[] = []
  vi.spyOn(env.EVENTS, 'sendBatch').mockImplementation(async (messages) => {
    for (const { body } of messages) held.push(body as QueuedMessage)
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
  })
  return held
}

/**
 * Hands messages over in one batch.
 *
 * @param attempts how often they have been handed over, this time included
 * @returns the numbers, by what became of them; retries with the delay in seconds
 */
export async function handOver(bodies: readonly unknown[], attempts = 1, queue = EVENTS, variables: Env = env) {
  const messages = bodies.map((body, index) => ({ id: String(index), timestamp: Date.now(), attempts, body }))
  const batch = createMessageBatch(queue, messages)
  const context = createExecutionContext()
  // The result tells which were retried, and leaves the delay out.
  const delays = new Map(batch.messages.map((message) => [message.id, vi.spyOn(message, 'retry')]))
  await worker.queue(batch, variables)
  const { explicitAcks, retryMessages } = await getQueueResult(batch, context)
  const sequenceOf = (id: string) => (bodies[Number(id)] as Partial<QueuedMessage> | undefined)?.sequence
  return {
    acked: explicitAcks.map(sequenceOf).sort(),
    retried: retryMessages.map(({ msgId }) => ({
      sequence: sequenceOf(msgId),
      delaySeconds: delays.get(msgId)?.mock.lastCall?.[0]?.delaySeconds,
    })),
  }
}

/** As the queue does with messages whose tries are used up. */
export const handOverDead = (bodies: readonly unknown[], attempts = 1) => handOver(bodies, attempts, `${EVENTS}-dead`)

/** Hands over for the first time, to a Worker of other settings. */
export const handOverWith = (changes: Partial<Env>, bodies: readonly unknown[]) =>
  handOver(bodies, 1, EVENTS, { ...env, ...changes })

/** Someone who has just connected, and the two messages of that, still to be delivered. */
export async function connected() {
  const held = holdQueue()
  const { account, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  return { account, browser, held }
}

/** What became of an account's messages, newest first. */
export const sentTo = async (account: string): Promise<SentWebhooks['webhooks']> =>
  ((await (await service(`/v1/accounts/${account}/webhooks`)).json()) as SentWebhooks).webhooks

/** Keys and tables in an account's object: none where there never was such an account. */
export const storedBy = (account: string): Promise<string[]> =>
  runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\'`)
      .toArray()
    return [...tables.map(({ name }) => name), ...[...storage.kv.list()].map(([key]) => key)]
  })
