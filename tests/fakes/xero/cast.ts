import { encodeBase32NoPadding } from '@oslojs/encoding'
import { guidOf, hexOf } from './ids.ts'
import { questionsOf } from './questions.ts'
import type { Backup, Device } from './two-step-world.ts'
import type { Membership, Organisation, Person, Role } from './world.ts'

const COUNTRIES = {
  AU: { baseCurrency: 'AUD', timezone: 'AUSEASTERNSTANDARDTIME', version: 'AU' },
  NZ: { baseCurrency: 'NZD', timezone: 'NEWZEALANDSTANDARDTIME', version: 'NZ' },
  GB: { baseCurrency: 'GBP', timezone: 'GMTSTANDARDTIME', version: 'UK' },
} as const

type Row = readonly [id: string, name: string, country: keyof typeof COUNTRIES, kind?: Organisation['class']]

const ORGANISATIONS: readonly Row[] = [
  ['riverbank-plumbing', 'Riverbank Plumbing Pty Ltd', 'AU'],
  ['acme-telecom', 'Acme Telecom Pty Ltd', 'AU', 'COMPREHENSIVE'],
  ['acme-holdings', 'Acme Holdings Pty Ltd', 'AU'],
  ['acme-telecom-nz', 'Acme Telecom NZ Limited', 'NZ'],
  ['demo-company-au', 'Demo Company (AU)', 'AU', 'DEMO'],
  ['banksia-cafe', 'Banksia Café Pty Ltd', 'AU', 'IGNITE'],
  ['coastal-veterinary', 'Coastal Veterinary Group Pty Ltd', 'AU'],
  ['dandenong-joinery', 'Dandenong Joinery Pty Ltd', 'AU'],
  ['eucalypt-energy', 'Eucalypt Energy Services Pty Ltd', 'AU', 'COMPREHENSIVE'],
  ['fremantle-freight', 'Fremantle Freight Pty Ltd', 'AU'],
  ['gumtree-early-learning', 'Gumtree Early Learning Inc.', 'AU', 'IGNITE'],
  ['harbour-physio', 'Harbour Physiotherapy Limited', 'NZ'],
  ['karori-books', 'Karori Books Limited', 'NZ', 'IGNITE'],
  ['tui-landscapes', 'Tūī Landscapes Limited', 'NZ'],
  ['wharf-road-studio', 'Wharf Road Studio Ltd', 'GB'],
  ['penrose-dental', 'Penrose Dental Practice Ltd', 'GB', 'COMPREHENSIVE'],
  ['jacaranda-weddings', 'Jacaranda Weddings Pty Ltd', 'AU', 'TRIAL'],
  ['quandong-interiors', 'Quandong Interiors Pty Ltd', 'AU'],
]

interface Cast {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly twoStep: boolean
  readonly device?: Device
  readonly backup?: Backup
  readonly isAskedToSetUp?: boolean
}

const PEOPLE: readonly Cast[] = [
  { id: 'olivia', givenName: 'Olivia', familyName: 'Owner', email: 'olivia@riverbank.example.com', twoStep: false },
  { id: 'theo', givenName: 'Theo', familyName: 'Three', email: 'theo@acme.example.com', twoStep: true },
  { id: 'bea', givenName: 'Bea', familyName: 'Bookkeeper', email: 'bea@ledger-lane.example.com', twoStep: true },
  { id: 'rita', givenName: 'Rita', familyName: 'Readonly', email: 'rita@riverbank.example.com', twoStep: false },
  { id: 'noah', givenName: 'Noah', familyName: 'Nobody', email: 'noah@example.com', twoStep: false },
  {
    id: 'nina',
    givenName: 'Nina',
    familyName: 'New',
    email: 'nina@quandong.example.com',
    twoStep: false,
    isAskedToSetUp: true,
  },
  {
    id: 'max',
    givenName: 'Max',
    familyName: 'Mobile',
    email: 'max@quandong.example.com',
    twoStep: true,
    backup: { email: 'max.mobile@home.example.net', questions: questionsOf(['Wattle', 'Ballarat', 'Platypus']) },
  },
  {
    id: 'quinn',
    givenName: 'Quinn',
    familyName: 'Questions',
    email: 'quinn@quandong.example.com',
    twoStep: true,
    backup: { questions: questionsOf(['Wattle', 'Ballarat', 'Platypus']) },
  },
  {
    id: 'vera',
    givenName: 'Vera',
    familyName: 'Verify',
    email: 'vera@quandong.example.com',
    twoStep: true,
    device: 'xero-verify',
    backup: { email: 'vera.verify@home.example.net' },
  },
]

const ROLES: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  olivia: { 'riverbank-plumbing': 'Adviser' },
  rita: { 'riverbank-plumbing': 'Read only' },
  nina: { 'quandong-interiors': 'Adviser' },
  max: { 'quandong-interiors': 'Standard' },
  quinn: { 'quandong-interiors': 'Adviser' },
  vera: { 'quandong-interiors': 'Adviser' },
  theo: { 'acme-telecom': 'Adviser', 'acme-holdings': 'Adviser', 'acme-telecom-nz': 'Standard', 'demo-company-au': 'Adviser' },
  bea: {
    'banksia-cafe': 'Adviser',
    'coastal-veterinary': 'Standard',
    'dandenong-joinery': 'Adviser',
    'eucalypt-energy': 'Read only',
    'fremantle-freight': 'Standard',
    'gumtree-early-learning': 'Adviser',
    'harbour-physio': 'Adviser',
    'karori-books': 'Standard',
    'tui-landscapes': 'Adviser',
    'wharf-road-studio': 'Standard',
    'penrose-dental': 'Adviser',
    'jacaranda-weddings': 'Adviser',
  },
}

/** A demo company gets a new tenantId with every reset. */
export const tenantIdOf = (id: string, resets: number): string => guidOf(`organisation ${id} ${resets}`)

/** Twenty bytes that anyone can recompute: a public test value. */
const totpKeyOf = (id: string): string => encodeBase32NoPadding(new TextEncoder().encode(`local-xero-${id}-two-step`.slice(0, 20)))

export const createOrganisations = (): Organisation[] =>
  ORGANISATIONS.map(([id, name, country, kind = 'GROW']) => ({
    id,
    tenantId: tenantIdOf(id, 0),
    name,
    countryCode: country,
    ...COUNTRIES[country],
    class: kind,
    shortCode: `!${hexOf(`short code ${id}`).slice(0, 5)}`,
    state: 'active',
    resets: 0,
  }))

export const createPeople = (): Person[] =>
  PEOPLE.map(({ twoStep, device = 'own-app', backup, isAskedToSetUp = false, ...person }) => ({
    ...person,
    userId: guidOf(`person ${person.id}`),
    subject: hexOf(`subject ${person.id}`),
    ...(twoStep ? { totpKey: totpKeyOf(person.id), device } : {}),
    ...(backup === undefined ? {} : { backup }),
    isAskedToSetUp,
    failedCodes: 0,
    lockedUntilAt: 0,
    consentedScopes: [],
  }))

export const createMemberships = (): Membership[] =>
  Object.entries(ROLES).flatMap(([person, roles]) =>
    Object.entries(roles).map(([organisation, role]) => ({ person, organisation, role })),
  )

/** For those who choose whom to be. */
export const CAST_NOTES: Readonly<Record<string, string>> = {
  olivia: 'Owns one company. No two-step authentication.',
  theo: 'Two-step authentication. Three companies and the demo company.',
  bea: 'Two-step authentication. A bookkeeper with twelve clients in three countries.',
  rita: 'May only read in one company, so she may not connect an app.',
  noah: 'Has no organisation at all.',
  nina: 'Has yet to set up two-step authentication: Xero asks her to after the password.',
  max: 'Uses an authenticator app since the time of the article: he has a backup email address and questions. For a new phone.',
  quinn: 'Uses an authenticator app, and has three security questions: Wattle, Ballarat, Platypus.',
  vera: 'Approves her logins in Xero Verify, on the phone of this local Xero.',
}
