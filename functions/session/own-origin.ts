import { createMiddleware } from 'hono/factory'
import { problem } from '../http/problem.ts'
import { readSettings } from '../settings.ts'
import type { AppEnv } from './context.ts'

export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * A form on another site can't act for our reader: browsers send Origin with every unsafe method (RFC 6454). Where a proxy strips it,
 * `Sec-Fetch-Site: same-origin` says the same, and no script can set that header.
 *
 * @see W3C Fetch Metadata §2.3
 */
export const requireOwnOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (SAFE_METHODS.includes(c.req.method)) return next()
  const origin = c.req.header('Origin')
  const site = c.req.header('Sec-Fetch-Site')
  const isOwn =
    origin === undefined
      ? site === 'same-origin'
      : origin === readSettings(c.env).publicOrigin && site !== 'cross-site' && site !== 'same-site'
  return isOwn ? next() : problem(c, 'forbidden-origin')
})
