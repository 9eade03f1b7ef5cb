/** Ends connections, at Xero first. What Xero hasn't ended stays here, so each call can be repeated. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { isPastDeadline, secondsLeft } from '../xero/deadline.ts'
import { type Actor, actorFields } from './actor.ts'
import { type AccountContext, changeRecord, readRecord } from './context.ts'
import { type AccountRecord, type Aside, findOrganisation, without, withUnused } from './record.ts'

export type DisconnectFailure = 'not-found' | 'xero-unavailable' | 'our-settings'

/** Longer than a caller waits: by then the work is done or was interrupted. */
const REPEAT_SECONDS = 90

/**
 * The request is written down first, so that the alarm finishes it if we are interrupted. Our answer, good or bad, ends that.
 *
 * @param tenantId of the organisation to disconnect; all of the account's, and those put aside, without it
 * @returns whether Xero could be told about all of them; a login that Xero no longer knows is removed here all the same
 */
export async function disconnect(
  context: AccountContext,
  tenantId: string | undefined,
  actor: Actor,
): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
  // Nothing to end, so nothing to write.
  if (tenantId === undefined && (await context.stored.read()) === undefined) return succeed({ told: true })
  const { organisations } = await readRecord(context)
  const meant = organisations.filter((organisation) => tenantId === undefined || organisation.tenantId === tenantId)
  if (tenantId !== undefined && meant.length === 0) return fail('not-found')
  const tenantIds = meant.map((organisation) => organisation.tenantId)
  await changeRecord(
    context,
    now() + REPEAT_SECONDS,
    (record) => {
      const kept = tenantId === undefined ? withoutAsides(record, record.asides) : record
      return { ...kept, disconnecting: tenantIds }
    },
    ({ toRelease: uses }) => {
      context.agenda.planBy('disconnect', now() + REPEAT_SECONDS)
      if (uses !== undefined) context.agenda.planBy('release', now() + REPEAT_SECONDS)
    },
  )
  const ended = await endAll(context, tenantIds, actor)
  if (!ended.ok) {
    const noted = await context.timeline.prepare({ type: 'disconnect.failed', ...actorFields(actor), cause: ended.error })
    await changeRecord(context, now(), withoutRequest, noted)
  }
  if (tenantId === undefined) await releaseUnused(context)
  return ended
}

/** Finishes a disconnect that was interrupted. @returns false while Xero doesn't answer */
export async function finishDisconnect(context: AccountContext): Promise<boolean> {
  const { disconnecting } = await readRecord(context)
  return disconnecting === undefined || (await endAll(context, disconnecting, undefined)).ok
}

async function endAll(
  context: AccountContext,
  tenantIds: readonly string[],
  actor: Actor | undefined,
): Promise<Result<{ readonly told: boolean }, Exclude<DisconnectFailure, 'not-found'>>> {
  const { account, env, timeline, agenda } = context
  let told = true
  for (const organisation of (await readRecord(context)).organisations.filter(({ tenantId }) => tenantIds.includes(tenantId))) {
    if (isPastDeadline()) return fail('xero-unavailable')
    const { tenantId, name, login } = organisation
    const released = await env.GRANT.getByName(login).release(account, tenantId, secondsLeft())
    if (!released.ok) return released
    told &&= released.value.told
    const outcome = released.value.told ? 'ended-at-xero' : 'xero-not-told'
    const noted = await timeline.prepare({
      type: 'organisation.disconnected',
      tenantId,
      organisation: name,
      outcome,
      ...(actor === undefined ? {} : actorFields(actor)),
    })
    await changeRecord(context, now(), (record) => without(record, tenantId), noted)
  }
  await changeRecord(context, now(), withoutRequest, () => agenda.drop('disconnect'))
  log('info', 'account.disconnected', { account, count: tenantIds.length, told })
  return succeed({ told })
}

const withoutRequest = ({ disconnecting: _over, ...record }: AccountRecord): AccountRecord => record

/**
 * Releases the connections that the account no longer uses: organisations put aside whose time is up, those that Xero
 * no longer lists, and what a former login opened.
 *
 * @returns false while Xero doesn't answer
 */
export async function releaseUnused(context: AccountContext): Promise<boolean> {
  const { account, env, stored, agenda } = context
  await stored.update((record) => {
    if (record === undefined) return undefined
    return withoutAsides(
      record,
      record.asides.filter(({ until }) => until <= now()),
    )
  })
  let all = true
  for (const { login, tenantId } of (await readRecord(context)).toRelease ?? []) {
    // It may have come back meanwhile, by the same login.
    const isBack = findOrganisation(await readRecord(context), tenantId)?.login === login
    const released = isBack ? succeed(undefined) : await env.GRANT.getByName(login).release(account, tenantId)
    if (released.ok) await stored.update((record) => record && withoutUse(record, login, tenantId))
    else log('warn', 'grant.release-failed', { account, login, tenantId, cause: released.error })
    all &&= released.ok
  }
  const next = (await readRecord(context)).asides.map(({ until }) => until)
  if (all && next.length > 0) agenda.plan('release', Math.min(...next))
  return all
}

const withoutAsides = (record: AccountRecord, over: readonly Aside[]): AccountRecord =>
  withUnused(
    { ...record, asides: record.asides.filter((aside) => !over.includes(aside)) },
    over.map(({ organisation: { login, tenantId } }) => ({ login, tenantId })),
  )

function withoutUse({ toRelease: uses = [], ...record }: AccountRecord, login: string, tenantId: string): AccountRecord {
  const left = uses.filter((use) => use.login !== login || use.tenantId !== tenantId)
  return left.length === 0 ? record : { ...record, toRelease: left }
}
