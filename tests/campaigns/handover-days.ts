/** In the course of days helpers allow access by links that were sent for accounts that someone else set up; some are late, some undo it. */
import { now } from '../../src/contract/clock.ts'
import { HANDOVER_LIFETIME_SECONDS, UNDO_LIFETIME_SECONDS } from '../../src/contract/handover-limits.ts'
import type { HandoverLink, Handovers } from '../../src/contract/wire.ts'
import { tenantOf } from '../edge/local-xero.ts'
import { Browser, connectionOf, service } from '../edge/people.ts'
import type { Customer } from './customer.ts'
import { comeBackWith, type Helped, setOffToHelp, undo } from './handover-acts.ts'

/** A link that was sent. Times are Unix seconds. */
export interface SentLink {
  readonly customer: Customer
  readonly handover: Pick<HandoverLink, 'id' | 'url'>
  readonly sentAt: number
  isRevoked?: boolean
  /** When a helper's consent was good. */
  usedAt?: number
}

const NEW_LINK = { method: 'POST', headers: { 'Content-Type': 'application/json' } }

const sceneOf = ({ customer: { account, browser: asker }, handover }: SentLink): Helped => {
  return { account, asker, browser: new Browser(), others: [], handover }
}

/** @param expected tenant id of what is to be reconnected */
export async function sendLink(customer: Customer, expected?: string): Promise<SentLink> {
  const body = JSON.stringify(expected === undefined ? {} : { organisation: expected })
  const made = await service(`/v1/accounts/${customer.account}/handovers`, { ...NEW_LINK, body })
  return { customer, handover: (await made.json()) as HandoverLink, sentAt: now() }
}

/** The account's own person asks and helps: whoever allows, the asker confirms afterwards. */
export async function helpOut(customer: Customer): Promise<SentLink> {
  const { state, organisation } = await connectionOf(customer.account)
  const tenantId = await tenantOf(customer.company)
  const isMeant = state === 'reconnect-required' && organisation?.tenantId === tenantId
  const link = await sendLink(customer, isMeant ? tenantId : undefined)
  await allow(link)
  return link
}

/** @returns whether the link led to Xero */
async function allow(link: SentLink): Promise<boolean> {
  const { customer } = link
  const scene = sceneOf(link)
  const there = await setOffToHelp(scene)
  if (there.startsWith('/')) return false
  await comeBackWith(scene, there, customer.person, customer.company)
  const { handovers } = (await (await service(`/v1/accounts/${customer.account}/handovers`)).json()) as Handovers
  if (handovers.find(({ id }) => id === link.handover.id)?.state === 'connected') link.usedAt ??= now()
  await customer.browser.open(customer.account)
  if ((await connectionOf(customer.account)).state === 'choose-organisation') await customer.browser.confirmOnly()
  return true
}

/** A helper comes to a link that was sent some time ago. @returns what was wrong */
export async function openLink(link: SentLink): Promise<string[]> {
  const isOver = link.isRevoked === true || link.usedAt !== undefined || now() >= link.sentAt + HANDOVER_LIFETIME_SECONDS
  const { account } = link.customer
  const before = await connectionOf(account)
  const isLet = await allow(link)
  if (isLet === isOver) return [`${account}: a link that is ${isOver ? 'over led' : 'open did not lead'} to Xero`]
  const after = await connectionOf(account)
  return isOver && JSON.stringify(after.organisations) !== JSON.stringify(before.organisations)
    ? [`${account}: a link that is over has changed what is connected`]
    : []
}

export async function revokeLink(link: SentLink): Promise<void> {
  const { customer, handover } = link
  await service(`/v1/accounts/${customer.account}/handovers/${handover.id}`, { method: 'DELETE' })
  link.isRevoked = true
}

/** A helper ends what they allowed, without a login. @param isIll Xero cannot be told @returns what was wrong */
export async function undoLink(link: SentLink, isIll: boolean): Promise<string[]> {
  const { account } = link.customer
  const isLate = now() >= (link.usedAt ?? 0) + UNDO_LIFETIME_SECONDS
  const { problem } = await undo(sceneOf(link))
  if (isLate && problem === undefined) return [`${account}: an undo worked after its month`]
  return !isLate && !isIll && problem !== undefined ? [`${account}: an undo within its month was answered ${problem}`] : []
}
