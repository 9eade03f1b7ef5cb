import { createMiddleware } from 'hono/factory'
import type { HttpEnv } from '../http/context.ts'
import { contentSecurityPolicy } from '../http/security-policy.ts'

/** Stricter than the guide's: no form on the desk leads to Xero, and no search engine may list it. */
export const deskHeaders = createMiddleware<HttpEnv>(async (c, next) => {
  await next()
  c.header('Content-Security-Policy', contentSecurityPolicy([]))
  c.header('X-Robots-Tag', 'noindex')
})
