/** Which login opens which organisation, and what Xero would let it do there. */
import type { Connection } from '../../src/contract/wire.ts'
import { localXero } from '../edge/local-xero.ts'

export interface XeroWorld {
  readonly organisations: readonly {
    readonly id: string
    readonly tenantId: string
    readonly state: string
    readonly books?: { readonly OrganisationStatus?: string; readonly EndOfYearLockDate?: string }
  }[]
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

/** Whether Xero would take an invoice of today, as far as the campaigns change that. */
export const takesInvoices = ({ organisations, memberships }: XeroWorld, { person, tenantId }: Link): boolean => {
  const { id, books } = organisations.find((one) => one.tenantId === tenantId) ?? {}
  const isActive = books?.OrganisationStatus === undefined && books?.EndOfYearLockDate === undefined
  return isActive && APPROVING.includes(memberships.find((one) => one.person === person && one.organisation === id)?.role ?? '')
}

export const readXeroWorld = async (): Promise<XeroWorld> => (await localXero.world()) as unknown as XeroWorld
