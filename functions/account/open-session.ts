import { now } from '../../src/contract/clock.ts'
import type { Result } from '../../src/contract/result.ts'
import { type AccountContext, changeRecord, RECONCILE_SECONDS, readRecord } from './context.ts'
import { expectProgress } from './look-for-stall.ts'
import type { SessionDetails } from './sessions.ts'

/** What a link says: about the visitor, and about the account. */
export interface OpenedLink extends SessionDetails {
  /** In which the account bills. Without one, what miBilling said before stays. ISO 4217 */
  readonly currency?: string | undefined
}

/** Opens a session, or continues the one with this id. @returns why the link opens none */
export async function openSession(
  context: AccountContext,
  id: string,
  told: OpenedLink,
  linkUntil: number,
): Promise<Result<void, 'link-spent' | 'link-expired'>> {
  const { currency: _its, ...details } = told
  const opened = await context.sessions.open(id, details, linkUntil, (at) => {
    context.agenda.planBy('prune', at)
    expectProgress(context)
  })
  if (!opened.ok) return opened
  const known = await readRecord(context)
  const { currency = known.currency, name = known.name } = told
  if (currency === known.currency && name === known.name) return opened
  await changeRecord(context, now() + RECONCILE_SECONDS, (record) => ({
    ...record,
    ...(currency === undefined ? {} : { currency }),
    ...(name === undefined ? {} : { name }),
  }))
  return opened
}
