/** A login's daily look at Xero, and what its accounts learn from it. */
import { now } from '../../src/contract/clock.ts'
import type { Result } from '../../src/contract/result.ts'
import { fieldsOf, log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { isSealError } from '../vault/seal.ts'
import type { XeroConnection } from '../xero/api.ts'
import type { GrantTokenFailure } from './access-token.ts'
import { noteConnections } from './connection-count.ts'
import type { GrantContext } from './context.ts'
import { nextLookAt } from './daily-schedule.ts'
import { accountsOf, isOver } from './record.ts'

/** When this login's grant was last revoked by us. Unix seconds. Deleted once it can't matter any more. */
export const REVOKED = 'revoked'
/** As long as an attempt lives: an older revocation can't affect a consent that is still to come. */
export const REVOKED_KEPT_SECONDS = 3600

/** What Xero lists for the login now, and the token that was used to ask. */
export interface LoginConnections {
  readonly accessToken: string
  readonly rows: readonly XeroConnection[]
}

export type ListFailure = GrantTokenFailure | 'scope-missing'

/** @returns false when it should be repeated soon: Xero or an account didn't answer */
export async function runDailyLook(
  context: GrantContext,
  list: () => Promise<Result<LoginConnections, ListFailure>>,
): Promise<boolean> {
  const { login, env, storage, stored, agenda, keys } = context
  const record = await stored.read()
  if (record === undefined) {
    if (!(await noteCount(context, 0))) return false
    await keys.remove()
    await storage.deleteAll()
    return true
  }
  await stored.reseal()
  if ((storage.kv.get<number>(REVOKED) ?? now()) < now() - REVOKED_KEPT_SECONDS) storage.kv.delete(REVOKED)
  // When Xero is back after an outage, everyone comes within hours: then we ask only what proves the connection (`npm run simulate`).
  const withActions = !agenda.isRepeat('daily-look')
  const listed = await list()
  if (!listed.ok && (listed.error === 'xero-unavailable' || listed.error === 'our-settings')) return false
  const over = !listed.ok && isOver(listed.error)
  const all = await informEach(context, accountsOf(record), (account) =>
    env.ACCOUNT.getByName(account).compareListing(login, listed.ok ? listed.value.rows : over ? 'over' : 'scope-missing', {
      withActions,
    }),
  )
  const isCounted = !listed.ok || (await noteCount(context, listed.value.rows.length))
  const isDone = all && isCounted && (await noteKey(context))
  if (isDone) agenda.plan('daily-look', nextLookAt(login, now(), Math.random()))
  return isDone
}

/** @returns false when it should be repeated */
const noteCount = ({ login, env, storage }: GrantContext, count: number): Promise<boolean> =>
  noteConnections({ login, kv: env.TOKENS, storage, allowed: readSettings(env).connectionLimit }, count).then(
    () => true,
    (error: unknown) => {
      log('warn', 'grant.connections-not-noted', { login, ...fieldsOf(error) })
      return false
    },
  )

/** Comes last, so that a KV outage keeps no account from its look. @returns false when it should be repeated */
const noteKey = ({ login, keys }: GrantContext): Promise<boolean> =>
  keys.renew().then(
    () => true,
    (error: unknown) => {
      log('warn', 'grant.key-not-noted', { login, ...fieldsOf(error) })
      return false
    },
  )

/** Brings the edge's copy and the accounts up to date after the login changed. @returns false when not all of them were reached */
export async function informAccounts(context: GrantContext): Promise<boolean> {
  const published = await context.publish()
  const record = await context.stored.read()
  const accounts = record === undefined ? [] : accountsOf(record)
  return (await informEach(context, accounts, (account) => context.env.ACCOUNT.getByName(account).loginChanged())) && published
}

/** One after another: a bookkeeper's login may serve hundreds. One that fails doesn't hold up the others. */
async function informEach({ login }: GrantContext, accounts: readonly string[], work: (account: string) => Promise<boolean>) {
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
