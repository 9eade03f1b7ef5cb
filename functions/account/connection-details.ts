/** What only the person's own page shows of a connection. */
import type { Standing, Trouble } from '../grant/record.ts'
import { type AccountContext, readRecord } from './context.ts'
import { loginOf, organisationOf } from './record.ts'

export interface ConnectionDetails {
  /** Xero has not answered since then, or refuses our settings. */
  readonly trouble?: Trouble
  /** When we look at Xero next, without being asked. Unix seconds */
  readonly nextLookAt?: number
  /** Names of the organisations that a person has asked to disconnect, and that Xero hasn't ended yet. */
  readonly disconnecting: readonly string[]
  /** A person's check is under way. */
  readonly isChecking: boolean
}

export async function readConnectionDetails(
  context: AccountContext,
  { isChecking }: Pick<ConnectionDetails, 'isChecking'>,
): Promise<ConnectionDetails> {
  const record = await readRecord(context)
  const login = loginOf(record)
  const standing: Standing | undefined = login === undefined ? undefined : await context.env.GRANT.getByName(login).standing()
  const { disconnecting = [] } = record
  return {
    ...(standing?.trouble === undefined ? {} : { trouble: standing.trouble }),
    ...(standing?.nextLookAt === undefined ? {} : { nextLookAt: standing.nextLookAt }),
    disconnecting: record.organisations
      .filter(({ tenantId }) => disconnecting.includes(tenantId))
      .map((one) => organisationOf(one).name),
    isChecking,
  }
}
