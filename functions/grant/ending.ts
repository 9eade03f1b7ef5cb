/** Ends a connection at Xero, and does not believe it before it has seen it. Stores nothing. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { Xero } from '../xero/xero.ts'
import type { UsedConnection } from './record.ts'

const MOST_TRIES = 3

/**
 * @returns `xero-unavailable` while Xero does not answer, or still lists the organisation
 * @see xero.md §1.7
 */
export async function endConnection(
  xero: Xero,
  accessToken: string,
  { tenantId, connectionId }: UsedConnection,
): Promise<Result<void, 'xero-unavailable'>> {
  let asked = connectionId
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const deleted = await xero.deleteConnection(accessToken, asked)
    const rows = await xero.connections(accessToken)
    if (!rows.ok) return fail('xero-unavailable', rows.retryAfterIn)
    const row = rows.value.find((candidate) => candidate.tenantId === tenantId)
    if (row === undefined) return succeed(undefined)
    if (row.id === asked) return fail('xero-unavailable', deleted.ok ? undefined : deleted.retryAfterIn)
    // A connection that was made anew has a new id.
    asked = row.id
  }
  return fail('xero-unavailable')
}
