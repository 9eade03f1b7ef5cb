import type { Organisation, Role, World } from './world.ts'

/** Only these may connect an app; the others see the organisation greyed. */
export const mayConnect = (role: Role | undefined): boolean =>
  role !== undefined && ['Adviser', 'Standard', 'Administrator', 'Drafts only'].includes(role)

export const readRole = (world: World, person: string, organisation: Organisation): Role | undefined =>
  world.memberships.find((membership) => membership.person === person && membership.organisation === organisation.id)?.role

export const readOrganisation = (world: World, tenantId: string | undefined): Organisation | undefined =>
  world.organisations.find((organisation) => organisation.tenantId === tenantId)
