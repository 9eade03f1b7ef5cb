import type { Agenda } from '../objects/agenda.ts'
import type { KeyRegister } from '../vault/key-register.ts'
import type { SealedRecord } from '../vault/sealed-record.ts'
import type { GrantRecord } from './record.ts'

/**
 * `refresh`: one was begun and may have been interrupted. `inform-accounts`: the login has changed, so the edge's copy and the accounts
 * are to be brought up to date. `second-opinion`: the login died, and Xero is asked again.
 */
export type GrantTask = 'refresh' | 'inform-accounts' | 'daily-look' | 'second-opinion'

/** What the grant's code works with: its login, its bindings and its stores. */
export interface GrantContext {
  readonly login: string
  readonly env: Env
  readonly storage: DurableObjectStorage
  readonly stored: SealedRecord<GrantRecord>
  readonly agenda: Agenda<GrantTask>
  readonly keys: KeyRegister
  /** Brings the edge's copy up to date. @returns whether KV took it: when KV fails, the object still answers */
  readonly publish: () => Promise<boolean>
}

/** What the log says about a token set. The generation explains any race. */
export const logFieldsOf = ({ login }: GrantContext, { generation }: GrantRecord) => ({ login, generation })
