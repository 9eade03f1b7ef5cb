/** Leaves nothing of an account's people, once everything is disconnected. Repeatable: what was done already is simply not there any more. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { type Place, readRecord } from './place.ts'

/**
 * @param done what is answered
 * @returns `xero-unavailable` while a login has not been given back what the account used of it: the person's name stays with it until then
 */
export async function eraseAccount<T>(place: Place, done: T): Promise<Result<T, 'xero-unavailable'>> {
  const { account, keys } = place
  const { organisations, asides, leaving } = await readRecord(place)
  if (organisations.length > 0 || asides.length > 0 || leaving !== undefined) return fail('xero-unavailable')
  await keys.leave()
  await place.forget()
  log('info', 'account.erased', { account })
  return succeed(done)
}
