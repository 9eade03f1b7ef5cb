/** Which login opens which organisation, and what Xero would let it do there. */
import type { Connection } from '../../src/contract/wire.ts'
import { localXero } from '../edge/local-xero.ts'

export interface XeroWorld {
  readonly organisations: readonly { readonly id: string; readonly tenantId: string; readonly state: string }[]
  readonly memberships: readonly { readonly person: string; readonly organisation: string; readonly role: string }[]
  readonly connections: readonly { readonly person: string; readonly tenantId: string }[]
}

/** An account’s active organisation, by login. */
export interface Link {
  readonly person: string
  readonly tenantId: string
}

export const linkOf = ({ organisation, authorisedBy }: Connection): Link | undefined =>
  organisation === undefined || authorisedBy === undefined
    ? undefined
    : { person: authorisedBy.email.split('@')[0] ?? '', tenantId: organisation.tenantId }

export function isOpen({ organisations, memberships, connections }: XeroWorld, { person, tenantId }: Link): boolean {
  const organisation = organisations.find((one) => one.tenantId === tenantId)
  const role = memberships.find((one) => one.person === person && one.organisation === organisation?.id)?.role
  const isListed = connections.some((one) => one.person === person && one.tenantId === tenantId)
  return isListed && organisation?.state !== 'ended' && OPENING.includes(role ?? '')
}

/** Roles that may call for an organisation, and those that may approve invoices in it. */
const APPROVING = ['Adviser', 'Standard']
const OPENING = [...APPROVING, 'Drafts only']

export const mayApprove = ({ organisations, memberships }: XeroWorld, { person, tenantId }: Link): boolean => {
  const id = organisations.find((one) => one.tenantId === tenantId)?.id
  return APPROVING.includes(memberships.find((one) => one.person === person && one.organisation === id)?.role ?? '')
}

export const readXeroWorld = async (): Promise<XeroWorld> => (await localXero.world()) as unknown as XeroWorld
