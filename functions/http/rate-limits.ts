/** How much and how often. Rates count per account; per address only what opens no account. */
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { HttpEnv } from './context.ts'
import { problem } from './problem.ts'
import { createServiceRate, RATE_WINDOW_SECONDS } from './service-rate.ts'

export const BODY_LIMIT_BYTES = 16 * 1024
/** For a list of 1,000 accounts with ids of the greatest length. */
export const LIST_LIMIT_BYTES = 128 * 1024

export const isWithinRate = async (rate: RateLimit, key: string): Promise<boolean> => (await rate.limit({ key })).success

/** 6,000 a minute; SERVICE_RATE in wrangler.toml says 100, for batches of 60. */
export const isWithinServiceRate = createServiceRate(6000)

export const tooManyRequests = (c: Context<HttpEnv>, retryAfterIn = RATE_WINDOW_SECONDS) =>
  problem(c, 'too-many-requests', { retryAfterIn })

/** @param isWithin counts this request, and says whether it is within its rate */
export const limitRate = <E extends HttpEnv>(isWithin: (c: Context<E>) => Promise<boolean>) =>
  createMiddleware<E>(async (c, next) => ((await isWithin(c)) ? next() : tooManyRequests(c as unknown as Context<HttpEnv>)))

export const accountKey = (account: string): string => `account:${account}`

/** The key for a reader's address. Without an address, as on your own machine, everyone shares one rate. */
export const addressOf = (c: Context<HttpEnv>): string => `address:${sourceOf(c) ?? 'unknown'}`

/** Where a request comes from. Cloudflare sets the header on every one. */
export function sourceOf(c: Context<HttpEnv>): string | undefined {
  const address = c.req.header('CF-Connecting-IP')
  return address === undefined ? undefined : networkOf(address)
}

/** An IPv6 address stands for its /64, of which one household has all (RFC 6177); an IPv4 address for itself. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups =
    tail === undefined ? before : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
