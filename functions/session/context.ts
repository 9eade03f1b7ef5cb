import type { HttpEnv } from '../http/context.ts'
import type { HeldSessions, Session } from './session.ts'

/** What this room's middleware adds to a request's context. */
interface SessionVariables {
  /** The current session, while it lasts. */
  session?: Session
  /** All sessions that the browser's cookie names. */
  held?: HeldSessions
  /** The caller's service key: the first 8 hex of its digest. */
  key?: string
}

/** The context of the whole app. */
export interface AppEnv extends HttpEnv {
  readonly Variables: HttpEnv['Variables'] & SessionVariables
}
