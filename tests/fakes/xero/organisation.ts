import type { Organisation, Role } from './world.ts'

/** Of every organisation that control has given no other day. */
const CREATED_ON = '2024-03-01'
const TRIAL_AGE_MS = 10 * 86_400_000

/** The fields of Xero's Organisation that an app like ours reads, spelled as there. */
export function describeOrganisation(organisation: Organisation): object {
  const { actions: _actions, ...books } = organisation.books ?? {}
  const { CreatedDateUTC = createdOn(organisation), PeriodLockDate, EndOfYearLockDate, ...words } = books
  return {
    OrganisationID: organisation.tenantId,
    Name: organisation.name,
    LegalName: organisation.name,
    PaysTax: true,
    Version: organisation.version,
    OrganisationType: 'COMPANY',
    BaseCurrency: organisation.baseCurrency,
    CountryCode: organisation.countryCode,
    IsDemoCompany: organisation.class === 'DEMO',
    OrganisationStatus: 'ACTIVE',
    CreatedDateUTC: dateOf(CreatedDateUTC),
    Timezone: organisation.timezone,
    OrganisationEntityType: 'COMPANY',
    ShortCode: organisation.shortCode,
    Class: organisation.class,
    Edition: 'BUSINESS',
    ...words,
    ...(PeriodLockDate === undefined ? {} : { PeriodLockDate: dateOf(PeriodLockDate) }),
    ...(EndOfYearLockDate === undefined ? {} : { EndOfYearLockDate: dateOf(EndOfYearLockDate) }),
  }
}

/** As Xero writes days: `/Date(1782777600000+0000)/`. */
const dateOf = (day: string): string => `/Date(${Date.parse(day)}+0000)/`

const createdOn = ({ class: plan }: Organisation): string =>
  plan === 'TRIAL' ? new Date(Date.now() - TRIAL_AGE_MS).toISOString().slice(0, 10) : CREATED_ON

/** Plans with several currencies. */
const CURRENCIES = /^(COMPREHENSIVE|ULTRA|PREMIUM|ULTIMATE)/
const SELLERS: readonly (Role | undefined)[] = ['Adviser', 'Standard', 'Drafts only']

/** By the person's role, the edition and the plan. */
export function describeActions({ class: plan, books = {} }: Organisation, role: Role | undefined): object[] {
  const mayDraft = SELLERS.includes(role) && books.Edition !== 'PARTNER'
  const mayApprove = mayDraft && role !== 'Drafts only'
  const allowed: Readonly<Record<string, boolean>> = {
    CreateDraftInvoice: mayDraft,
    CreateApprovedInvoice: mayApprove,
    CreateInvoicePayment: mayApprove,
    AttachFilesIntoInvoice: mayDraft,
    UseMulticurrency: CURRENCIES.test(plan),
  }
  const rows = Object.entries(allowed).map(([name, isAllowed]) => [name, isAllowed ? 'ALLOWED' : 'NOT-ALLOWED'] as const)
  const changed = Object.entries({ ...Object.fromEntries(rows), ...books.actions })
  return changed.flatMap(([Name, Status]) => (Status === null ? [] : [{ Name, Status }]))
}

/** As many fields of an invoice as a list needs, spelled as at Xero; the same three for every organisation, in its currency. */
export const describeInvoices = ({ baseCurrency, shortCode }: Organisation): object[] =>
  [
    ['INV-0103', 'Harbour Cafe', '2026-12-05', 184.8, 184.8],
    ['INV-0102', 'Kew Strata', '2026-11-30', 880, 880],
    ['INV-0101', 'Bright Dental', '2026-11-14', 1209, 0],
  ].map(([InvoiceNumber, Name, due, Total, AmountDue]) => ({
    Type: 'ACCREC',
    InvoiceNumber,
    Reference: shortCode,
    Contact: { Name },
    DueDateString: `${due}T00:00:00`,
    Status: AmountDue === 0 ? 'PAID' : 'AUTHORISED',
    Total,
    AmountDue,
    CurrencyCode: baseCurrency,
  }))
