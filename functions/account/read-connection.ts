/** The current state of an account's connection. */
import { now } from '../../src/contract/clock.ts'
import type { Connection } from '../../src/contract/wire.ts'
import type { Standing } from '../grant/record.ts'
import type { AccountContext } from './context.ts'
import { readinessOf } from './readiness.ts'
import { type AccountRecord, connectionOf, invoicingOf, loginOf } from './record.ts'

export type Standings = ReadonlyMap<string, Standing | undefined>

/** The account as others see it, with the standing of each of its logins. */
export async function readConnection(
  { account, env }: AccountContext,
  record: AccountRecord,
): Promise<{ readonly connection: Connection; readonly standings: Standings }> {
  const standings = new Map<string, Standing | undefined>()
  for (const login of new Set(record.organisations.map((organisation) => organisation.login)))
    standings.set(login, await env.GRANT.getByName(login).standing())
  const login = loginOf(record)
  const connection = connectionOf(account, record, login === undefined ? undefined : standings.get(login))
  if (connection.state !== 'connected') return { connection, standings }
  return { connection: { ...connection, readiness: readinessOf(invoicingOf(record), record.currency, now()) }, standings }
}
