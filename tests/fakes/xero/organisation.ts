import type { Organisation } from './world.ts'

/** The fields of Xero's Organisation that an app like ours reads, spelled as there. */
export const describeOrganisation = (organisation: Organisation): object => ({
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
  Timezone: organisation.timezone,
  OrganisationEntityType: 'COMPANY',
  ShortCode: organisation.shortCode,
  Class: organisation.class,
  Edition: 'BUSINESS',
})

const ACTIONS = ['CreateDraftInvoice', 'CreateApprovedInvoice', 'CreateInvoicePayment', 'AttachFilesIntoInvoice']

/** Several currencies come with the dearest plan only. */
export const describeActions = (organisation: Organisation): object[] => [
  ...ACTIONS.map((Name) => ({ Name, Status: 'ALLOWED' })),
  { Name: 'UseMulticurrency', Status: organisation.class === 'COMPREHENSIVE' ? 'ALLOWED' : 'NOT-ALLOWED' },
]

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
