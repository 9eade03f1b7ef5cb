/** Ends a connection at Xero, and checks that it is gone. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import type { CallFailure } from '../xero/api.ts'
import type { Xero } from '../xero/xero.ts'
import { xeroOf } from '../xero/xero.ts'
import type { GrantTokenFailure } from './access-token.ts'
import type { GrantContext } from './context.ts'
import { REVOKED } from './daily-look.ts'
import { isOver, type UsedConnection } from './record.ts'

const MOST_TRIES = 3
/** After so many refusals the person has to end the connection in Xero; the page says how. */
const MOST_REFUSALS = 3
/** How often Xero has refused to end a connection, by tenant. */
const REFUSALS = 'refusals/'

export type EndFailure = 'xero-unavailable' | 'our-settings'

/** `token-refused`: the token is not taken. `refused`: Xero answers, and the connection stays. */
type DeleteFailure = 'token-refused' | 'refused' | 'xero-unavailable'

/** Runs a call with a token, which is refreshed once if Xero refuses it early. */
export type WithToken = <T, E extends string>(
  call: (accessToken: string) => Promise<Result<T, E>>,
) => Promise<Result<T, Exclude<E, 'token-refused'> | GrantTokenFailure>>

/**
 * Ends one connection of the login, and the whole grant with the last one.
 *
 * @returns whether Xero could be told: what has ended already, or what Xero keeps refusing to end, is deleted here all the same
 */
export async function endConnection(
  context: GrantContext,
  withToken: WithToken,
  connection: UsedConnection,
): Promise<Result<{ readonly told: boolean }, EndFailure>> {
  const { env, storage, stored } = context
  const xero = xeroOf(env)
  const deleted = await withToken((accessToken) => deleteConnection(xero, accessToken, connection))
  if (!deleted.ok) {
    const { error, retryAfterIn } = deleted
    if (isOver(error)) return succeed({ told: false })
    if (error !== 'refused') return fail(error, retryAfterIn)
    if (countRefusals(context, connection.tenantId) < MOST_REFUSALS) return fail('xero-unavailable')
  }
  storage.kv.delete(REFUSALS + connection.tenantId)
  const record = await stored.read()
  if (record === undefined || Object.keys(record.uses).length > 1) return succeed({ told: deleted.ok })
  const revoked = await xero.revoke(record.refreshToken)
  if (!revoked.ok && revoked.error === 'our-settings') return fail('our-settings')
  if (!revoked.ok && revoked.error !== 'invalid-grant') return fail('xero-unavailable', revoked.retryAfterIn)
  storage.kv.put(REVOKED, now())
  return succeed({ told: deleted.ok })
}

function countRefusals({ login, storage }: GrantContext, tenantId: string): number {
  const count = (storage.kv.get<number>(REFUSALS + tenantId) ?? 0) + 1
  storage.kv.put(REFUSALS + tenantId, count)
  log('warn', 'grant.end-refused', { login, tenantId, count })
  return count
}

/**
 * `DELETE /connections/{id}` takes the connection's own id, which changes when the organisation is connected again; for any other id Xero
 * answers 403. So the list of connections says what is left.
 */
async function deleteConnection(
  xero: Xero,
  accessToken: string,
  { tenantId, connectionId }: UsedConnection,
): Promise<Result<void, DeleteFailure>> {
  let asked = connectionId
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const deleted = await xero.deleteConnection(accessToken, asked)
    if (!deleted.ok && deleted.error === 'token-refused') return fail('token-refused')
    const rows = await xero.connections(accessToken)
    if (!rows.ok) return fail(failureOf(rows.error), rows.retryAfterIn)
    const row = rows.value.find((candidate) => candidate.tenantId === tenantId)
    if (row === undefined) return succeed(undefined)
    if (row.id === asked) return deleted.ok ? fail('refused') : fail(failureOf(deleted.error), deleted.retryAfterIn)
    // A connection that was made again has a new id.
    asked = row.id
  }
  return fail('xero-unavailable')
}

function failureOf(error: CallFailure): DeleteFailure {
  if (error === 'token-refused') return 'token-refused'
  return error === 'unavailable' ? 'xero-unavailable' : 'refused'
}
