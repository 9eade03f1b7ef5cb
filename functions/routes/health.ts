import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { notAllowed } from './not-allowed.ts'

/** The middleware has read the settings by now: whoever gets here is ready. */
export const health = new Hono<AppEnv>().get('/', (c) => c.json({ status: 'ok' as const }, 200)).all('/', notAllowed('GET, HEAD'))
