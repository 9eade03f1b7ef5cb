import type { HttpBindings } from '@hono/node-server'
import type { PlannedFault } from './faults.ts'

/** What Hono carries with each request here. */
export interface AppEnv {
  Bindings: HttpBindings
  /** Set by the endpoints for the record of calls. */
  Variables: { person?: string }
}

/** One call to a machine endpoint, or to authorize. Nothing in it is a token, a code or a secret. */
export interface Call {
  /** Unix seconds on the world's clock. */
  readonly at: number
  readonly method: string
  readonly path: string
  /** Names only. */
  readonly query: readonly string[]
  /** 0 while unanswered, and for ever where no answer left the server. */
  status: number
  readonly grantType?: string
  readonly userAgent?: string
  readonly tenantId?: string
  person?: string
  fault?: 'replaced' | 'delayed' | 'hung' | 'dropped' | 'answer-lost'
}

export interface Traffic {
  faults: PlannedFault[]
  calls: Call[]
  /** Ends every wait at once; called when the server closes. */
  readonly waiting: Set<() => void>
}

export const createTraffic = (): Traffic => ({ faults: [], calls: [], waiting: new Set() })

/** @param milliseconds real ones; absent: until the server closes */
export const wait = (traffic: Traffic, milliseconds?: number): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      traffic.waiting.delete(end)
      resolve()
    }
    const timer = milliseconds === undefined ? undefined : setTimeout(end, milliseconds)
    traffic.waiting.add(end)
  })
