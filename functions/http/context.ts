import type { DeskPerson } from '../../src/contract/desk.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'

/** What every request's context holds. Rooms that add to it export their own variables, as hono's middleware does: session/context.ts. */
export interface HttpEnv {
  readonly Bindings: Env
  readonly Variables: {
    /** This request's support code. */
    ref: string
    /** Set when the answer is a problem: for the log. */
    problem?: ProblemCode
    /** Whose request it is, as soon as that is known: for the log and the rate. */
    account?: string
    /** The language that miBilling named for the person, such as `en-AU`. */
    namedLocale?: string
    /** Who from miStable is at the desk. */
    staff?: DeskPerson
    /** Set for answers that are too frequent to log: a line would cost more than the answer. */
    quiet?: true
  }
}
