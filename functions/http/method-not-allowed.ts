import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'

/** Ends a resource's routes: any other method is answered 405 with what it does take (RFC 9110 §15.5.6). */
export const notAllowed = (allow: string) =>
  createMiddleware<AppEnv>(async (c) => {
    c.header('Allow', allow)
    return problem(c, 'method-not-allowed')
  })

/** Hono answers HEAD by GET's own handler; where GET uses something up, a mere look must not. */
export const refuseHead = (allow = 'GET') =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method !== 'HEAD') return next()
    c.header('Allow', allow)
    return problem(c, 'method-not-allowed')
  })
