/**
 * Sends the messages that the queue names to miBilling, each at least once. A message counts as delivered when its account has noted that;
 * until then it is sent again, under the same id.
 */
import type { QueuedMessage } from '../account/outbox.ts'
import { fieldsOf, log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { delayAfter } from './retry-schedule.ts'
import { send } from './send.ts'

/** How the name of the dead-letter queue in wrangler.toml ends. */
const DEAD = '-dead'

type Queued = Message<QueuedMessage>

/** Accounts don't wait for each other. The messages of one go out in order, and one that fails doesn't hold up the rest. Never throws. */
export async function deliver(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const handle = batch.queue.endsWith(DEAD) ? giveUp : deliverOne
  const accounts = Map.groupBy(batch.messages.filter(isOurs), ({ body }) => body.account)
  const work = [...accounts.values()].map(async (messages) => {
    for (const message of messages.toSorted((a, b) => a.body.sequence - b.body.sequence)) await take(message, env, handle)
  })
  await Promise.all(work)
}

/** Anything else in the queue isn't ours, and trying it again wouldn't help. */
function isOurs(message: Message<unknown>): message is Queued {
  const { account, sequence } = (message.body ?? {}) as Partial<QueuedMessage>
  if (typeof account === 'string' && typeof sequence === 'number') return true
  log('error', 'webhook.unknown', { id: message.id })
  message.ack()
  return false
}

/** When the object or our settings fail, the message is tried again, later each time, as after any other failure. */
async function take(message: Queued, env: Env, handle: (message: Queued, env: Env) => Promise<void>): Promise<void> {
  try {
    await handle(message, env)
  } catch (error) {
    log('warn', 'webhook.postponed', { ...message.body, tries: message.attempts, ...fieldsOf(error) })
    message.retry({ delaySeconds: delayAfter(message.attempts, Math.random()) })
  }
}

async function deliverOne(message: Queued, env: Env): Promise<void> {
  const { account, sequence } = message.body
  const object = env.ACCOUNT.getByName(account)
  const kept = await object.webhook(sequence)
  if (kept === undefined) return message.ack()
  const { webhook } = readSettings(env)
  const refusal = webhook === undefined ? { cause: 'switched-off' } : await send(webhook, kept)
  await object.countWebhookTry(sequence, refusal?.cause)
  const fields = { account, sequence, type: kept.payload.type, tries: message.attempts }
  if (refusal === undefined) {
    log('info', 'webhook.delivered', fields)
    return message.ack()
  }
  log('warn', 'webhook.failed', { ...fields, cause: refusal.cause })
  message.retry({ delaySeconds: delayAfter(message.attempts, Math.random(), refusal.retryAfterIn) })
}

async function giveUp(message: Queued, env: Env): Promise<void> {
  const { account, sequence } = message.body
  const tries = await env.ACCOUNT.getByName(account).giveUpWebhook(sequence)
  if (tries !== undefined) log('error', 'webhook.undeliverable', { account, sequence, ...tries })
  message.ack()
}
