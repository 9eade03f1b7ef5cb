/** Which server is asking: miBilling's service keys. Only their SHA-256 digests are configured, each with what it may do. */
import { Buffer } from 'node:buffer'
import { constantTimeEqual } from '@oslojs/crypto/subtle'
import { createMiddleware } from 'hono/factory'
import { problem } from '../http/problem.ts'
import { addressOf, isWithinServiceRate, sourceOf, tooManyRequests } from '../http/rate-limits.ts'
import { log } from '../log.ts'
import { nodeCrypto } from '../node-crypto.ts'
import type { KeyScope, ServiceKey } from '../settings/key-scopes.ts'
import { readSettings } from '../settings.ts'
import type { AppEnv } from './context.ts'

/** @see RFC 6750 §2.1 */
export const requireServiceKey = createMiddleware<AppEnv>(async (c, next) => {
  const sent = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  const key = sent === undefined ? undefined : findKey(sent, readSettings(c.env).serviceKeys)
  if (key === undefined) {
    if (!(await isWithinServiceRate(c.env.SERVICE_RATE, addressOf(c)))) return tooManyRequests(c)
    log('warn', 'key.refused', { ref: c.get('ref'), address: sourceOf(c) })
    c.header('WWW-Authenticate', 'Bearer')
    return problem(c, 'unauthorised')
  }
  c.set('key', nameOf(key))
  const needed = scopeOf(c.req.method, c.req.path)
  if (key.scopes.includes(needed)) return next()
  log('warn', 'key.out-of-scope', { ref: c.get('ref'), key: nameOf(key), needed, address: sourceOf(c) })
  c.header('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${needed}"`)
  return problem(c, 'forbidden-scope', { detail: `This key lacks the scope "${needed}"` })
})

/** The scope that a call needs. Anything but a known read or token call needs `act`, so a new route is closed to lesser keys by default. */
export function scopeOf(method: string, path: string): KeyScope {
  const isRead = method === 'GET' || method === 'HEAD'
  // After the account's id, since an account may be called access-token or check.
  const [, call] = /^\/v1\/accounts\/[^/]+\/([^/]+)\/?$/.exec(path) ?? []
  if (isRead && call === 'access-token') return 'token'
  return isRead || (method === 'POST' && call === 'check') ? 'read' : 'act'
}

/** The first 8 hex of the digest: enough to tell keys apart in a log, and no use to anyone who reads it. */
const nameOf = ({ digest }: ServiceKey): string => digest.slice(0, 8)

/** Compares with every digest in constant time, so that timing reveals nothing. */
function findKey(sent: string, keys: readonly ServiceKey[]): ServiceKey | undefined {
  const digest = nodeCrypto().createHash('sha256').update(sent).digest()
  return keys.filter((key) => constantTimeEqual(Buffer.from(key.digest, 'hex'), digest))[0]
}
