/** What the platform charges and what Xero allows, as published. US dollars. */

/** A quantity with so much of it in the monthly fee; every further million costs `perMillion`. */
export interface Price {
  readonly included: number
  readonly perMillion: number
}

export const MONTHLY_FEE = 5

/** @see https://developers.cloudflare.com/workers/platform/pricing/ and the pricing pages of KV, Durable Objects, Queues and D1 there */
export const PRICES = {
  'Worker requests': { included: 10e6, perMillion: 0.3 },
  'Worker CPU, ms': { included: 30e6, perMillion: 0.02 },
  'KV reads': { included: 10e6, perMillion: 0.5 },
  'KV writes': { included: 1e6, perMillion: 5 },
  'KV deletes': { included: 1e6, perMillion: 5 },
  'Object requests': { included: 1e6, perMillion: 0.15 },
  'Object duration, GB-s': { included: 400_000, perMillion: 12.5 },
  'Object rows read': { included: 25e9, perMillion: 0.001 },
  'Object rows written': { included: 50e6, perMillion: 1 },
  'D1 rows read': { included: 25e9, perMillion: 0.001 },
  'D1 rows written': { included: 50e6, perMillion: 1 },
  'Queue operations': { included: 1e6, perMillion: 0.4 },
  'Log events': { included: 20e6, perMillion: 0.6 },
} as const satisfies Record<string, Price>

export type Quantity = keyof typeof PRICES

/** Storage is charged by the GB and month. */
export const STORAGE = {
  'KV storage, GB': { included: 1, each: 0.5 },
  'D1 storage, GB': { included: 5, each: 0.75 },
  'Object storage, GB': { included: 5, each: 0.2 },
} as const

export type Stored = keyof typeof STORAGE

/** App-wide, over all organisations. @see https://developer.xero.com/documentation/oauth2/limits */
export const XERO_CALLS_A_MINUTE = 10_000
