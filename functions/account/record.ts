/** What an account stores about its organisations, and how it looks from outside. Pure: the Account object stores what these return. */
import { NAMELESS } from '../../src/contract/nameless.ts'
import type { Connection, Organisation, ReconnectReason } from '../../src/contract/wire.ts'
import type { Standing } from '../grant/record.ts'
import type { InvoicingReading } from './readiness.ts'

export interface StoredOrganisation extends Organisation {
  /** The Xero login whose grant opens it. */
  readonly login: string
  readonly connectionId: string
  /** Set when Xero no longer lets us in. Only the active organisation stays on the list like this, so that its name can be shown. */
  readonly lost?: Exclude<ReconnectReason, 'expired' | 'revoked'>
}

/** An organisation that was chosen in Xero instead of the expected one: kept for a while in case the person wants it after all. */
export interface Aside {
  readonly organisation: StoredOrganisation
  readonly expectedTenantId: string
  readonly until: number
}

/** A connection of a login that the account used. */
export interface LoginUse {
  readonly login: string
  readonly tenantId: string
}

export interface AccountRecord {
  readonly organisations: readonly StoredOrganisation[]
  readonly active?: string
  readonly asides: readonly Aside[]
  /** No longer used: their logins still have to release them. */
  readonly toRelease?: readonly LoginUse[]
  /** Tenants that a person asked to disconnect; the alarm continues if that is interrupted. */
  readonly disconnecting?: readonly string[]
  /** When Xero last answered a call for the active organisation. Unix seconds */
  readonly provenAt?: number
  /** When the next billing run begins, as miBilling announced it. Unix seconds */
  readonly nextRunAt?: number
  /** What decides whether the active organisation takes an invoice; absent until Xero was asked. */
  readonly invoicing?: InvoicingReading
  /** In which the account bills, as miBilling said. ISO 4217 */
  readonly currency?: string
  /** What miBilling last called the account. */
  readonly name?: string
}

export const EMPTY: AccountRecord = { organisations: [], asides: [] }

/** Whether there is nothing left to look after. */
export const isIdle = ({ organisations, asides, toRelease, nextRunAt }: AccountRecord): boolean =>
  organisations.length === 0 && asides.length === 0 && toRelease === undefined && nextRunAt === undefined

export const findOrganisation = (record: AccountRecord, tenantId: string | undefined): StoredOrganisation | undefined =>
  record.organisations.find((organisation) => organisation.tenantId === tenantId)

/** The login that opens the active organisation, or any of the account while none is active. */
export const loginOf = (record: AccountRecord): string | undefined =>
  (findOrganisation(record, record.active) ?? record.organisations[0])?.login

/**
 * Adds what a consent brought. `found` are new or renewed; only a person decides which one is active. A listed organisation isn't yet
 * proof that calls to it work, so `provenAt` stays.
 */
export function connected(record: AccountRecord, found: readonly StoredOrganisation[]): AccountRecord {
  const known = record.organisations.filter(({ tenantId }) => !found.some((organisation) => organisation.tenantId === tenantId))
  const renewed = found.map((organisation) => {
    const before = findOrganisation(record, organisation.tenantId)
    return before === undefined
      ? organisation
      : { ...before, ...organisation, name: organisation.name || before.name, addedAt: before.addedAt, lost: undefined }
  })
  const organisations = [...known, ...renewed.map(({ lost: _lost, ...organisation }) => organisation)]
  const asides = record.asides.filter(
    ({ organisation }) => !organisations.some(({ tenantId }) => tenantId === organisation.tenantId),
  )
  return { ...record, organisations, asides }
}

/** What is known of the active organisation is not true of another one. */
const unproven = ({ provenAt: _former, invoicing: _its, ...record }: AccountRecord): AccountRecord => record

/** @returns undefined when Xero wasn't asked about this organisation yet, or not with the login that opens it now */
export function invoicingOf({ organisations, active, invoicing }: AccountRecord): InvoicingReading | undefined {
  const isOf = ({ tenantId, login }: StoredOrganisation) => tenantId === active && login === invoicing?.login
  return invoicing?.tenantId === active && organisations.some(isOf) ? invoicing : undefined
}

/** @returns undefined when the account has no such organisation, nor one put aside */
export function chosen(record: AccountRecord, tenantId: string): AccountRecord | undefined {
  const aside = record.asides.find(({ organisation }) => organisation.tenantId === tenantId)
  if (record.active === tenantId) return record
  if (findOrganisation(record, tenantId) !== undefined) return { ...unproven(record), active: tenantId }
  if (aside === undefined) return undefined
  return {
    ...unproven(record),
    organisations: [...record.organisations, aside.organisation],
    asides: record.asides.filter((other) => other !== aside),
    active: tenantId,
  }
}

export function without(record: AccountRecord, tenantId: string): AccountRecord {
  const organisations = record.organisations.filter((organisation) => organisation.tenantId !== tenantId)
  if (record.active !== tenantId) return { ...record, organisations }
  const { active: _gone, ...others } = unproven(record)
  return { ...others, organisations }
}

export const withUnused = (record: AccountRecord, uses: readonly LoginUse[]): AccountRecord =>
  uses.length === 0 ? record : { ...record, toRelease: [...(record.toRelease ?? []), ...uses] }

/** Removes what Xero no longer lists; the active organisation stays, with the reason. */
export function withLost(record: AccountRecord, tenantId: string, reason: NonNullable<StoredOrganisation['lost']>): AccountRecord {
  const found = findOrganisation(record, tenantId)
  // We are ending this one ourselves, so it wasn't lost, although Xero refuses it already.
  if (found === undefined || record.disconnecting?.includes(tenantId) === true) return record
  if (record.active !== tenantId) return withUnused(without(record, tenantId), [{ login: found.login, tenantId }])
  return {
    ...record,
    organisations: record.organisations.map((other) => (other.tenantId === tenantId ? { ...other, lost: reason } : other)),
  }
}

/** @param standing of the login that opens the active organisation, or of any login of the account while none is active */
export function connectionOf(account: string, record: AccountRecord, standing: Standing | undefined): Connection {
  const active = findOrganisation(record, record.active)
  const reason = active === undefined ? undefined : (active.lost ?? (standing === undefined ? 'revoked' : standing.reason))
  const organisations = record.organisations.filter(({ lost }) => lost === undefined).map(organisationOf)
  const state =
    active !== undefined
      ? reason === undefined
        ? 'connected'
        : 'reconnect-required'
      : organisations.length > 0
        ? 'choose-organisation'
        : 'not-connected'
  return {
    account,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(active === undefined ? {} : { organisation: organisationOf(active) }),
    organisations,
    ...(state === 'not-connected' || standing === undefined
      ? {}
      : { authorisedBy: standing.person, authorisedAt: standing.authorisedAt, reconnectBefore: standing.reconnectBefore }),
    ...(state === 'not-connected' || record.provenAt === undefined ? {} : { provenAt: record.provenAt }),
  }
}

/** As others see it: without login and connection ids, and always with a name. */
export function organisationOf({
  login: _login,
  connectionId: _id,
  lost: _lost,
  ...organisation
}: StoredOrganisation): Organisation {
  return { ...organisation, name: organisation.name || NAMELESS }
}

/** Xero lists the organisation: clears `lost`, and takes the current connection id and name. */
export function withRow(
  record: AccountRecord,
  row: { readonly tenantId: string; readonly id: string; readonly name: string },
): AccountRecord {
  const organisations = record.organisations.map(({ lost, ...other }) =>
    other.tenantId === row.tenantId
      ? { ...other, connectionId: row.id, name: row.name || other.name }
      : { ...other, ...(lost === undefined ? {} : { lost }) },
  )
  return { ...record, organisations }
}
