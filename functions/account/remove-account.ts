/** Removes an account, on behalf of miBilling or an operator. Can be repeated: what is already gone is skipped. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { eraseFromIndex } from '../desk/fleet-index.ts'
import { log } from '../log.ts'
import { type AccountContext, readRecord } from './context.ts'
import type { DisconnectFailure } from './disconnect.ts'
import { rewriteEntry } from './index-entry.ts'
import { setNextRun } from './next-run.ts'
import { isIdle } from './record.ts'

/** Ends every session, and links that were not opened yet. */
export async function endSessions({ sessions, agenda }: AccountContext): Promise<void> {
  await sessions.endAll()
  agenda.planBy('prune', sessions.refuseEarlierLinks())
}

type Removed = Result<{ readonly told: boolean }, DisconnectFailure>

/**
 * Ends sessions, links, hand-overs and attempts, so that nobody acts for the account or connects it again, and disconnects everything.
 *
 * @param disconnect ends everything at Xero
 * @param reconcile does what follows, above all deleting the edge's copy. False when not everything could be done
 * @param options `erase` also removes everything about its people: timeline and messages
 * @returns `xero-unavailable` also while a connection is still to be released by its login, which keeps the person's name until then, and
 * while the edge's copy couldn't be deleted
 */
export async function removeAccount(
  context: AccountContext,
  disconnect: () => Promise<Removed>,
  reconcile: () => Promise<boolean>,
  { erase }: { readonly erase: boolean },
): Promise<Removed> {
  const { account, attempts, sessions, handovers, agenda, keys, changes } = context
  await endSessions(context)
  await attempts.deleteAll({ waitingToo: false })
  await setNextRun(context, null)
  await handovers.deleteAll()
  const ended = await disconnect()
  if (!ended.ok) return ended
  await attempts.deleteAll({ waitingToo: true })
  if (!erase) return ended
  const { count } = changes
  if (!isIdle(await readRecord(context))) return fail('xero-unavailable')
  // The alarm, which would try again, is about to be deleted too.
  if (!(await reconcile())) return fail('xero-unavailable')
  await keys.remove()
  // Where this stops half-way, there is an account still, and it has an entry.
  rewriteEntry(context)
  await eraseFromIndex(context.env, account)
  // A new session may have changed something in the meantime.
  if (changes.count !== count) return fail('xero-unavailable')
  await context.deleteAll()
  agenda.planBy('prune', sessions.refuseEarlierLinks())
  log('info', 'account.erased', { account })
  return succeed(ended.value)
}
