/** What becomes of a hand-over when its helper comes back from Xero. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { Consent } from '../xero/consent.ts'
import { actorFields } from './actor.ts'
import type { KeyedAttempt } from './attempts.ts'
import type { AccountContext } from './context.ts'
import type { HandoverRecord } from './handovers.ts'
import type { ConsentMatch } from './match-consent.ts'

/**
 * Lets one attempt of a hand-over connect: the first whose consent is good. The same attempt may come again. One that began in time may end
 * after the link has expired.
 *
 * @returns `link-expired` when it was revoked or deleted meanwhile, `link-spent` when another attempt was first
 */
export async function takeHandover(
  { handovers, attempts }: AccountContext,
  { key, attempt }: KeyedAttempt,
): Promise<Result<void, 'link-spent' | 'link-expired'>> {
  if (attempt.handover === undefined) return succeed(undefined)
  const unfinished = (await attempts.unfinished()).map((other) => other.key)
  const isFree = ({ takenBy, connectedAt }: HandoverRecord) =>
    takenBy === undefined || takenBy === key || (connectedAt === undefined && !unfinished.includes(takenBy))
  const kept = await handovers.change(attempt.handover, (handover) =>
    isFree(handover) && handover.revokedAt === undefined ? { ...handover, takenBy: key } : handover,
  )
  if (kept === undefined || kept.revokedAt !== undefined) return fail('link-expired')
  return kept.takenBy === key ? succeed(undefined) : fail('link-spent')
}

/**
 * Notes what the consent brought or renewed, so that the helper can undo exactly that.
 *
 * @param ended `succeeded`: the link is used up. Otherwise the helper may try again
 */
export async function noteConsent(
  context: AccountContext,
  { key, attempt }: KeyedAttempt,
  { found, wrong }: ConsentMatch,
  { login, person }: Consent,
  { succeeded, ref }: { readonly succeeded: boolean; readonly ref: string },
): Promise<void> {
  const { handovers, sessions, timeline } = context
  const id = attempt.handover
  if (id === undefined) return
  const fresh = [...found, ...wrong].filter((organisation) => organisation.login === login)
  const named = found[0] === undefined ? {} : { tenantId: found[0].tenantId, organisation: found[0].name }
  const noted = await timeline.prepare({ type: 'handover.connected', ...actorFields({ ref, person: person.name }), ...named })
  let isFirst = false
  await handovers.change(
    id,
    ({ undoneAt, told: _told, brought, takenBy: _taken, ...handover }) => {
      isFirst = succeeded && handover.connectedAt === undefined
      const others = (undoneAt === undefined ? brought : []).filter(({ tenantId }) =>
        fresh.every((one) => one.tenantId !== tenantId),
      )
      return {
        ...handover,
        helper: person,
        brought: [...others, ...fresh.map(({ tenantId, name }) => ({ login, tenantId, name }))],
        broughtAt: now(),
        ...(succeeded ? { takenBy: key, connectedAt: handover.connectedAt ?? now() } : {}),
      }
    },
    () => isFirst && noted(),
  )
  if (succeeded) await sessions.endHelpers(id, attempt.session)
}
