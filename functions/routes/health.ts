import { Hono } from 'hono'
import { incidentOf } from '../incident/binding.ts'
import { fieldsOf, log } from '../log.ts'
import type { AppEnv } from '../session/context.ts'

/**
 * The middleware has read the settings by now: whoever gets here is ready, and is answered 200. `degraded`: more logins die than ever do,
 * so that none is believed to be over; an operator must look.
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
