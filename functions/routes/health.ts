import { Hono } from '../http/hono.ts'
import { incidentOf } from '../incident/binding.ts'
import { fieldsOf, log } from '../log.ts'
import type { AppEnv } from '../session/context.ts'

/**
 * The middleware has read the settings by now, so the answer is 200. `degraded`: far more logins are dying than usual, so none is believed
 * to be over; an operator has to look.
 */
export const health = new Hono<AppEnv>().get('/', async (c) => {
  const { since } = await incidentOf(c.env)
    .standing()
    .catch((error: unknown) => {
      log('error', 'incident.unknown', fieldsOf(error))
      return { since: undefined }
    })
  return since === undefined ? c.json({ status: 'ok' as const }, 200) : c.json({ status: 'degraded' as const, since }, 200)
})
