/** In the course of days a helper allows access by a link, for an account that somebody else set up, and may undo it. */
import type { Handovers } from '../../src/contract/wire.ts'
import { tenantOf } from '../edge/local-xero.ts'
import { Browser, connectionOf, service } from '../edge/people.ts'
import type { Customer } from './customer.ts'
import { comeBackWith, type Helped, setOffToHelp, undo } from './handover-acts.ts'

const NEW_LINK = { method: 'POST', headers: { 'Content-Type': 'application/json' } }

/** The account's own person asks themselves: whoever allows, the asker confirms afterwards. */
export async function helpOut({ account, person, company, browser: asker }: Customer): Promise<void> {
  const { state, organisation } = await connectionOf(account)
  const tenantId = await tenantOf(company)
  const expected = state === 'reconnect-required' && organisation?.tenantId === tenantId ? { organisation: tenantId } : {}
  const made = await service(`/v1/accounts/${account}/handovers`, { ...NEW_LINK, body: JSON.stringify(expected) })
  const handover = (await made.json()) as { id: string; url: string }
  const scene: Helped = { account, asker, browser: new Browser(), others: [], handover }
  const there = await setOffToHelp(scene)
  if (!there.startsWith('/')) await comeBackWith(scene, there, person, company)
  await asker.open(account)
  if ((await connectionOf(account)).state === 'choose-organisation') await asker.confirmOnly()
}

/** Whoever allowed last ends it, without a login. */
export async function undoLatest({ account, browser }: Customer): Promise<void> {
  const answer = await service(`/v1/accounts/${account}/handovers`)
  const { handovers } = (await answer.json()) as Handovers
  const latest = handovers.find(({ state, undoneAt }) => state === 'connected' && undoneAt === undefined)
  if (latest !== undefined)
    await undo({ account, browser, others: [], asker: browser, handover: { id: latest.id, url: '' } } as never)
}
