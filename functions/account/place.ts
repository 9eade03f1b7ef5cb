import type { SealedRecords } from '../vault/sealed-records.ts'
import type { AccountRecord } from './record.ts'

/** Where an account's work happens: whose it is, what it may reach, where it is kept. */
export interface Place {
  readonly account: string
  readonly env: Env
  readonly records: SealedRecords<AccountRecord>
  /** Takes work that nobody waits for. */
  readonly later: (work: Promise<void>) => void
}
