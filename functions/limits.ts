/** How much and how often. Rates count per account; per address only what opens no account. */
import type { Context } from 'hono'
import type { AppEnv } from './app-env.ts'
import { createServiceRate } from './service-rate.ts'

export const BODY_LIMIT_BYTES = 16 * 1024
/** The window of the rate limiting bindings in wrangler.toml. */
export const RATE_WINDOW_SECONDS = 60

export const withinRate = async (rate: RateLimit, key: string): Promise<boolean> => (await rate.limit({ key })).success

/** 6,000 a minute; SERVICE_RATE in wrangler.toml says 100, for batches of 60. */
export const withinServiceRate = createServiceRate(6000)

export const accountKey = (account: string): string => `account:${account}`

/** Cloudflare sets the header on every request; without it, as on one's own machine, all share one rate. */
export const addressOf = (c: Context<AppEnv>): string => `address:${c.req.header('CF-Connecting-IP') ?? 'unknown'}`
