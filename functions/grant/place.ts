import type { Agenda } from '../objects/agenda.ts'
import type { KeyRegister } from '../vault/key-register.ts'
import type { SealedRecords } from '../vault/sealed-records.ts'
import type { GrantRecord } from './record.ts'

/**
 * `refresh`: one was begun, and may have been cut short. `tell`: the edge's copy and the accounts must learn how the login stands.
 * `opinion`: the login died, and Xero is to be asked again.
 */
export type GrantTask = 'refresh' | 'tell' | 'health' | 'opinion'

/** Where a grant's work happens: whose login it is, what it may reach, where it is kept. */
export interface GrantPlace {
  readonly login: string
  readonly env: Env
  readonly storage: DurableObjectStorage
  readonly records: SealedRecords<GrantRecord>
  readonly agenda: Agenda<GrantTask>
  readonly keys: KeyRegister
  /** Brings the edge's copy up to date. @returns whether KV took it: when KV fails, the object still answers */
  readonly publish: () => Promise<boolean>
}

/** What the log says of a token set: with the generation, any race can be explained. */
export const told = ({ login }: GrantPlace, { generation }: GrantRecord) => ({ login, generation })
