/** A login's daily look at Xero, and what its accounts must learn of it. */
import { now } from '../../src/contract/clock.ts'
import type { Result } from '../../src/contract/result.ts'
import { fieldsOf, log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { isSealError } from '../vault/seal.ts'
import type { XeroConnection } from '../xero/api.ts'
import { type AccessFailure, isOver } from './access.ts'
import { noteConnections } from './connection-count.ts'
import type { GrantPlace } from './place.ts'
import { accountsOf } from './record.ts'
import { nextHealthAt } from './schedule.ts'

/** When this login's permission was last given back to Xero, as Unix seconds. Forgotten when it can matter no more. */
export const REVOKED = 'revoked'
/** An attempt lives no longer: what was revoked so long ago cannot touch a consent that is still to come. */
export const REVOKED_KEPT_SECONDS = 3600

/** What Xero lists for the login now, and the token that it was asked with. */
export interface Listed {
  readonly accessToken: string
  readonly rows: readonly XeroConnection[]
}

export type ListFailure = AccessFailure | 'scope-missing'

/** @returns false when it is to be done again soon: Xero or an account did not answer */
export async function lookAtXero(place: GrantPlace, list: () => Promise<Result<Listed, ListFailure>>): Promise<boolean> {
  const { login, env, storage, records, agenda, keys } = place
  const record = await records.read('grant')
  if (record === undefined) {
    if (!(await noteCount(place, 0))) return false
    await keys.leave()
    await storage.deleteAll()
    return true
  }
  await records.reseal('grant')
  if ((storage.kv.get<number>(REVOKED) ?? now()) < now() - REVOKED_KEPT_SECONDS) storage.kv.delete(REVOKED)
  const listed = await list()
  if (!listed.ok && (listed.error === 'xero-unavailable' || listed.error === 'our-settings')) return false
  const over = !listed.ok && isOver(listed.error)
  const all = await ofEach(place, accountsOf(record), (account) =>
    env.ACCOUNT.getByName(account).compareListing(login, listed.ok ? listed.value.rows : over ? 'over' : 'scope-missing'),
  )
  const isCounted = !listed.ok || (await noteCount(place, listed.value.rows.length))
  const isDone = all && isCounted && (await noteKey(place))
  if (isDone) agenda.plan('health', nextHealthAt(login, now(), Math.random()))
  return isDone
}

/** @returns false when it is to be done again */
const noteCount = ({ login, env, storage }: GrantPlace, count: number): Promise<boolean> =>
  noteConnections({ login, kv: env.TOKENS, storage, allowed: readSettings(env).connectionLimit }, count).then(
    () => true,
    (error: unknown) => {
      log('warn', 'grant.connections-not-noted', { login, ...fieldsOf(error) })
      return false
    },
  )

/** Last of all: KV that is out of order keeps nobody from the truth about Xero. @returns false when it is to be done again */
const noteKey = ({ login, keys }: GrantPlace): Promise<boolean> =>
  keys.renew().then(
    () => true,
    (error: unknown) => {
      log('warn', 'grant.key-not-noted', { login, ...fieldsOf(error) })
      return false
    },
  )

/** Lets the edge and the accounts know how the login stands. @returns false when not all of them could be told */
export async function tell(place: GrantPlace): Promise<boolean> {
  const published = await place.publish()
  const record = await place.records.read('grant')
  const accounts = record === undefined ? [] : accountsOf(record)
  return (await ofEach(place, accounts, (account) => place.env.ACCOUNT.getByName(account).loginChanged())) && published
}

/** One after another: a bookkeeper's login may serve hundreds. One that fails does not keep the others waiting. */
async function ofEach({ login }: GrantPlace, accounts: readonly string[], work: (account: string) => Promise<boolean>) {
  let all = true
  for (const account of accounts) {
    const done = await work(account).catch((error: unknown) => {
      log(isSealError(error) ? 'error' : 'warn', 'grant.account-failed', { login, account, ...fieldsOf(error) })
      return false
    })
    all &&= done
  }
  return all
}
