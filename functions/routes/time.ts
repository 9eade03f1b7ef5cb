import { Hono } from '../http/hono.ts'
import type { AppEnv } from '../session/context.ts'

/** What the clock of a phone is compared with: milliseconds since 1970. A page asks several times. */
export const time = new Hono<AppEnv>().get('/', (c) => {
  c.set('quiet', true)
  return c.text(`${Date.now()}`, 200)
})
