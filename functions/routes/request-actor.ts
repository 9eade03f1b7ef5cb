import type { Context } from 'hono'
import type { TimelineActor } from '../../src/contract/wire.ts'
import { sourceOf } from '../http/rate-limits.ts'
import type { AppEnv } from '../session/context.ts'

/** For the customer, whose timeline it is in. Which of its people it was, the desk's audit trail says under the same support code. */
const SUPPORT = 'Support'

/** Who makes this request: a service key or the person of a session, and from where. */
export function actorOf(c: Context<AppEnv>): TimelineActor & { readonly ref: string } {
  if (c.get('staff') !== undefined) return { ref: c.get('ref'), person: SUPPORT }
  const [key, person, address] = [c.get('key'), c.get('session')?.user, sourceOf(c)]
  return {
    ref: c.get('ref'),
    ...(key === undefined ? {} : { key }),
    ...(person === undefined ? {} : { person }),
    ...(address === undefined ? {} : { address }),
  }
}
