import type { ProblemCode } from '../../src/contract/problems.ts'
import type { HeldSessions, Session } from '../session/session.ts'

/** What the middleware puts into a request's context. */
export interface AppEnv {
  readonly Bindings: Env
  readonly Variables: {
    /** This request's support code. */
    ref: string
    /** Set when the answer is a problem: for the log. */
    problem?: ProblemCode
    /** Whose request it is, as soon as that is known: for the log and the rate. */
    account?: string
    /** The current session, while it is alive. */
    session?: Session
    /** Which service key asks: the first 8 hex of its digest. */
    key?: string
    /** All sessions of the browser, as its cookie names them. */
    held?: HeldSessions
    /** Set where all went as it nearly always does, so often that a line of log would cost more than the answer. */
    quiet?: true
  }
}
