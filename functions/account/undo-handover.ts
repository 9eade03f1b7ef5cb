/** Ends what a helper's consent brought or renewed for this account, at Xero too. Can be repeated. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { type Actor, actorFields } from './actor.ts'
import { type AccountContext, changeRecord, readRecord } from './context.ts'
import { type DisconnectFailure, disconnect, releaseUnused } from './disconnect.ts'
import { type Brought, isUndoable } from './handovers.ts'
import { type AccountRecord, findOrganisation } from './record.ts'

export type UndoFailure = DisconnectFailure | 'link-expired'

/** @returns whether Xero could be told; `link-expired` when there is no such hand-over any more, or its month is over */
export async function undoHandover(
  context: AccountContext,
  id: string,
  actor: Actor,
): Promise<Result<{ readonly told: boolean }, UndoFailure>> {
  const { handovers, timeline } = context
  const handover = await handovers.read(id)
  if (handover?.undoneAt !== undefined) return succeed({ told: handover.told ?? true })
  if (handover === undefined || !isUndoable(handover, now())) return fail('link-expired')
  let told = true
  for (const use of handover.brought) {
    // Another login may have taken over since: that is not the helper's to end.
    if (!isUsed(await readRecord(context), use)) continue
    const ended = await disconnect(context, use.tenantId, actor)
    if (!ended.ok && ended.error !== 'not-found') return ended
    told &&= !ended.ok || ended.value.told
  }
  await endAsides(context, handover.brought)
  const names = handover.brought.map(({ name }) => name).join(', ')
  const noted = await timeline.prepare({
    type: 'handover.undone',
    ...actorFields({ ...actor, ...(handover.helper === undefined ? {} : { person: handover.helper.name }) }),
    organisation: names,
    outcome: told ? 'ended-at-xero' : 'xero-not-told',
  })
  await handovers.change(id, (current) => ({ ...current, undoneAt: now(), told }), noted)
  return succeed({ told })
}

const isUsed = (record: AccountRecord, { login, tenantId }: Brought): boolean => findOrganisation(record, tenantId)?.login === login

/** Those put aside because another organisation was expected would end within the hour anyway. */
async function endAsides(context: AccountContext, brought: readonly Brought[]): Promise<void> {
  const isMeant = ({ login, tenantId }: Pick<Brought, 'login' | 'tenantId'>) =>
    brought.some((use) => use.login === login && use.tenantId === tenantId)
  const { asides } = await readRecord(context)
  if (!asides.some(({ organisation }) => isMeant(organisation))) return
  const over = (record: AccountRecord): AccountRecord => ({
    ...record,
    asides: record.asides.map((aside) => (isMeant(aside.organisation) ? { ...aside, until: now() } : aside)),
  })
  await changeRecord(context, now(), over, () => context.agenda.planBy('release', now()))
  await releaseUnused(context)
}
