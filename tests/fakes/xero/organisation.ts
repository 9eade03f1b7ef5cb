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
