/** Ends connections, at Xero first: what Xero has not yet ended is not forgotten, so each call can be repeated. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { isOutOfPatience, patienceLeft } from '../xero/xero.ts'
import type { Place } from './place.ts'
import { type Aside, EMPTY, without } from './record.ts'

export type DisconnectFailure = 'not-found' | 'xero-unavailable' | 'our-settings'

/**
 * @param tenantId of the organisation to disconnect; all of the account's, and those put aside, without it
 * @returns whether Xero could be told of all of them: a login that Xero no longer knows is forgotten all the same
 */
export async function disconnectAtXero(
  place: Place,
  tenantId: string | undefined,
): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
  const { account, env, records } = place
  const { organisations, asides } = (await records.read('account')) ?? EMPTY
  const meant = tenantId === undefined ? organisations : organisations.filter((organisation) => organisation.tenantId === tenantId)
  if (tenantId !== undefined && meant.length === 0) return fail('not-found')
  let told = true
  for (const organisation of meant) {
    if (isOutOfPatience()) return fail('xero-unavailable')
    const released = await env.GRANT.getByName(organisation.login).release(account, organisation.tenantId, patienceLeft())
    if (!released.ok) return released
    told &&= released.value.told
    await records.update('account', (record = EMPTY) => without(record, organisation.tenantId))
  }
  if (tenantId === undefined) await dropAsides(place, asides)
  log('info', 'account.disconnected', { account, count: meant.length, told })
  return succeed({ told })
}

/** Ends the connections of organisations put aside. One that Xero does not end now is tried again by the alarm. */
export async function dropAsides({ account, env, records }: Place, asides: readonly Aside[]): Promise<void> {
  for (const { organisation } of asides) {
    const released = await env.GRANT.getByName(organisation.login).release(account, organisation.tenantId)
    if (!released.ok) continue
    await records.update('account', (record = EMPTY) => ({
      ...record,
      asides: record.asides.filter((aside) => aside.organisation.tenantId !== organisation.tenantId),
    }))
  }
}
