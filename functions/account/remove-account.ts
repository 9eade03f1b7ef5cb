/** The end of an account here, asked for by miBilling or an operator. Repeatable: what was done already is simply not there any more. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { type AccountContext, readRecord } from './context.ts'
import type { DisconnectFailure } from './disconnect.ts'
import { isIdle } from './record.ts'

type Removed = Result<{ readonly told: boolean }, DisconnectFailure>

/**
 * Ends sessions, links and attempts, so that nobody acts for the account and none of them connects it again, and disconnects everything.
 *
 * @param disconnect ends everything at Xero
 * @param reconcile does what follows from it, above all taking the copy at the edge away. It answers false when not all could be done
 * @param erase leaves nothing of its people either: no timeline, no message
 * @returns `xero-unavailable` also while a login has not been given back what the account used of it: the person's name stays with it until then,
 * and while the copy at the edge could not be taken away
 */
export async function removeAccount(
  context: AccountContext,
  disconnect: () => Promise<Removed>,
  reconcile: () => Promise<boolean>,
  erase: boolean,
): Promise<Removed> {
  const { account, attempts, sessions, agenda, keys, changes } = context
  await sessions.endAll()
  agenda.want('prune', sessions.refuseEarlierLinks())
  await attempts.deleteAll({ waitingToo: false })
  const ended = await disconnect()
  if (!ended.ok) return ended
  await attempts.deleteAll({ waitingToo: true })
  if (!erase) return ended
  const { count } = changes
  if (!isIdle(await readRecord(context))) return fail('xero-unavailable')
  // The alarm that would try again goes with everything else.
  if (!(await reconcile())) return fail('xero-unavailable')
  await keys.leave()
  // A session of a new link may have brought something since.
  if (changes.count !== count) return fail('xero-unavailable')
  await context.deleteAll()
  agenda.want('prune', sessions.refuseEarlierLinks())
  log('info', 'account.erased', { account })
  return succeed(ended.value)
}
