/** Which of the account's organisations miBilling uses. */
import { now } from '../../src/contract/clock.ts'
import { NAMELESS } from '../../src/contract/nameless.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { type Actor, actorFields } from './actor.ts'
import { type AccountContext, changeRecord, RECONCILE_SECONDS, readRecord } from './context.ts'
import { type AccountRecord, chosen, findOrganisation } from './record.ts'

/** What a problem page shows about an organisation that was chosen by mistake. */
export interface WrongChoice {
  readonly tenantId: string
  readonly name: string
  readonly expectedTenantId: string
  readonly expectedName: string
}

/** Makes one of the account's organisations active, or one that was put aside. */
export async function chooseOrganisation(
  context: AccountContext,
  tenantId: string,
  actor: Actor,
): Promise<Result<void, 'not-found'>> {
  const after = chosen(await readRecord(context), tenantId)
  if (after === undefined) return fail('not-found')
  const organisation = findOrganisation(after, tenantId)?.name ?? ''
  const noted = await context.timeline.prepare({ type: 'organisation.chosen', ...actorFields(actor), tenantId, organisation })
  // It may have been disconnected meanwhile.
  let isThere = false
  const change = (record: AccountRecord) => {
    const next = chosen(record, tenantId)
    isThere = next !== undefined
    return next ?? record
  }
  await changeRecord(context, now() + RECONCILE_SECONDS, change, () => isThere && noted())
  if (!isThere) return fail('not-found')
  log('info', 'organisation.chosen', { account: context.account, ref: actor.ref, tenantId })
  return succeed(undefined)
}

/** @returns undefined unless an organisation was chosen by mistake within the last hour and is still put aside */
export async function readWrongChoice(context: AccountContext): Promise<WrongChoice | undefined> {
  const record = await readRecord(context)
  const aside = record.asides.findLast(({ until }) => until > now())
  const expected = findOrganisation(record, aside?.expectedTenantId)
  if (aside === undefined || expected === undefined) return undefined
  const { tenantId, name } = aside.organisation
  return {
    tenantId,
    name: name || NAMELESS,
    expectedTenantId: expected.tenantId,
    expectedName: expected.name || NAMELESS,
  }
}
