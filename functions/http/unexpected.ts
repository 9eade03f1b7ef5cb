/** Errors that nothing else caught. The caller gets a code and the support code; the log gets the rest. */
import type { ProblemCode } from '../../src/contract/problems.ts'
import { fieldsOf, log } from '../log.ts'
import { SettingsError } from '../settings.ts'
import { isSealError } from '../vault/seal.ts'

export interface UnexpectedProblem {
  readonly code: ProblemCode
  /** Names a setting, never its value. */
  readonly detail?: string
}

/** The log names the record and the key it needs; the caller needn't know. */
const UNOPENED = 'TOKEN_KEYS does not open a record of this account; nothing was changed. The log names the record and its key'

export function logUnexpected(error: unknown, ref: string): UnexpectedProblem {
  log('error', 'failure', { ref, ...fieldsOf(error) })
  if (error instanceof SettingsError) return { code: 'our-settings', detail: error.message }
  return isSealError(error) ? { code: 'our-settings', detail: UNOPENED } : { code: 'internal' }
}
