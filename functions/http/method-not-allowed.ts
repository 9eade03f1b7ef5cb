import type { Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { HttpEnv } from './context.ts'
import { problem } from './problem.ts'

/** hono takes HEAD wherever it takes GET; these use `refuseHead`. */
const WITHOUT_HEAD = ['/start', '/api/xero/callback']

function refuse(c: Context<HttpEnv>, allow: string) {
  c.header('Allow', allow)
  return problem(c, 'method-not-allowed')
}

/**
 * Answers 405 with the methods that a resource takes, where the app has the path but not the method (RFC 9110 §15.5.6). Reads the
 * methods off the app's routes, so it must see a bare 404: see `describeNotFound`.
 */
export const refuseOtherMethods = <E extends HttpEnv>(app: Hono<E>) =>
  methodNotAllowed({
    app,
    onMethodNotAllowed(c, methods) {
      const allow = methods.filter((method) => method !== 'HEAD' || !WITHOUT_HEAD.includes(c.req.path))
      return refuse(c as unknown as Context<HttpEnv>, allow.join(', '))
    },
  })

/** Turns a bare 404, one without a body, into a problem. A page of ours that says so passes. */
export const describeNotFound = createMiddleware<HttpEnv>(async (c, next) => {
  await next()
  if (c.res.status === 404 && c.res.headers.get('Content-Type') === null) c.res = problem(c, 'not-found')
})

/** hono answers HEAD with GET's handler. Where GET uses something up, HEAD must not. */
export const refuseHead = (allow: string) =>
  createMiddleware<HttpEnv>(async (c, next) => (c.req.method === 'HEAD' ? refuse(c, allow) : next()))
