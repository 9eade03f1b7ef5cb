/** One call to miBilling's receiver, signed as Standard Webhooks says. */
import { Buffer } from 'node:buffer'
import { now } from '../../src/contract/clock.ts'
import { retryAfterOf } from '../../src/contract/retry-after.ts'
import type { WebhookPayload } from '../../src/contract/wire.ts'
import { nodeCrypto } from '../node-crypto.ts'

export interface Receiver {
  readonly url: string
  /** `whsec_…`, newest first: each signs, so that miBilling may change over from one to the next at any time. */
  readonly secrets: readonly string[]
}

/** Why a call failed, as in `SentWebhook`, and how long miBilling wants to be left alone. */
export interface DeliveryFailure {
  readonly cause: string
  readonly retryAfterIn?: number
}

const LIMIT_SECONDS = 10
const USER_AGENT = 'miBilling-Xero-Connect-Webhooks/1 (+https://mistable.example/xero-connect)'

/**
 * The official library would bring a second SHA-256 along; the local miStable verifies with it.
 *
 * @param secret base64 behind `whsec_`
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#symmetric
 */
const sign = (secret: string, signed: string): string =>
  `v1,${nodeCrypto()
    .createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(signed)
    .digest('base64')}`

/**
 * Sends. Doesn't follow redirects: what is signed for one address isn't meant for another.
 *
 * @param message has the same id at every try; the signature has the time of sending
 * @returns undefined when miBilling accepted it: any status from 200 to 299
 */
export async function send(
  { url, secrets }: Receiver,
  { id, payload }: { readonly id: string; readonly payload: WebhookPayload },
  limitSeconds = LIMIT_SECONDS,
): Promise<DeliveryFailure | undefined> {
  const body = JSON.stringify(payload)
  const at = now()
  const signatures = secrets.map((secret) => sign(secret, `${id}.${at}.${body}`))
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': USER_AGENT,
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': signatures.join(' '),
  }
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(limitSeconds * 1000),
    })
  } catch {
    // Nothing listens, a bad certificate, or no answer in time. The runtime's words may hold the address, and a secret in it.
    return { cause: 'no-answer' }
  }
  // Only the status of the answer matters.
  await response.body?.cancel().catch(() => undefined)
  if (response.ok) return undefined
  const retryAfterIn = retryAfterOf(response.headers.get('Retry-After'))
  return { cause: `http-${response.status}`, ...(retryAfterIn === undefined ? {} : { retryAfterIn }) }
}
