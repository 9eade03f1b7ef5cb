/** Applies what Xero said about an account's organisations to its record. */
import { now } from '../../src/contract/clock.ts'
import { type AccountContext, changeRecord, readRecord } from './context.ts'
import { type AccountRecord, findOrganisation } from './record.ts'
import type { Entry } from './timeline.ts'

export type Change = (record: AccountRecord) => AccountRecord

/** Changes the record, and notes in the timeline what is different now. */
export async function applyChanges(context: AccountContext, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const record = await readRecord(context)
  const change: Change = (current) => changes.reduce((sum, step) => step(sum), current)
  const noted = await context.timeline.prepare(...findChanges(record, change(record)))
  await changeRecord(context, now(), change, (kept) => {
    if (kept.toRelease !== undefined) context.agenda.planBy('release', now())
    noted()
  })
}

/** What the timeline says about it. */
function findChanges(before: AccountRecord, after: AccountRecord): Entry[] {
  return before.organisations.flatMap(({ tenantId, name, lost }): Entry[] => {
    const present = findOrganisation(after, tenantId)
    const named = { tenantId, organisation: name }
    if (present === undefined) return [{ type: 'organisation.lost', cause: 'disconnected-in-xero', ...named }]
    if (present.lost === lost) return []
    return [
      present.lost === undefined
        ? { type: 'organisation.back', ...named }
        : { type: 'organisation.lost', cause: present.lost, ...named },
    ]
  })
}
