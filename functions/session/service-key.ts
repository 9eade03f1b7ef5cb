/** The server's side of who is asking: miBilling's service key, of which only SHA-256 digests are configured. */
import { sha256 } from '@oslojs/crypto/sha2'
import { constantTimeEqual } from '@oslojs/crypto/subtle'
import { decodeHex } from '@oslojs/encoding'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { readSettings } from '../env.ts'
import { addressOf, RATE_WINDOW_SECONDS, withinServiceRate } from '../limits.ts'
import { problem } from '../problem.ts'

/** @see RFC 6750 §2.1 */
export const requireServiceKey = createMiddleware<AppEnv>(async (c, next) => {
  const key = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  if (key !== undefined && isServiceKey(key, readSettings(c.env).serviceKeyDigests)) return next()
  if (!(await withinServiceRate(c.env.SERVICE_RATE, addressOf(c))))
    return problem(c, 'too-many-requests', { retryAfterIn: RATE_WINDOW_SECONDS })
  c.header('WWW-Authenticate', 'Bearer')
  return problem(c, 'unauthorised')
})

/** Compares with every digest in constant time, so that the time taken tells nothing of them. */
function isServiceKey(key: string, digests: readonly string[]): boolean {
  const digest = sha256(new TextEncoder().encode(key))
  return digests.filter((known) => constantTimeEqual(decodeHex(known), digest)).length > 0
}
