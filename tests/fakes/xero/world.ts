import type { Settings } from './settings.ts'
import type { Backup, Device, Mail, TwoStepVisit } from './two-step-world.ts'

/**
 * Everything the local Xero knows, as plain data: it is the state file. Times are Unix seconds on this world's own clock.
 * A changed shape gets a new `layout`, so that an older state file is refused by name instead of misread.
 */
export interface World {
  readonly layout: 3
  clockOffsetSeconds: number
  client: Client
  settings: Settings
  readonly people: Person[]
  readonly organisations: Organisation[]
  memberships: Membership[]
  connections: Connection[]
  /** When a person first connected an organisation, by `<person>/<tenantId>`: it outlives the connection. */
  readonly firstConnectedAt: Record<string, number>
  sessions: BrowserSession[]
  requests: AuthorizationRequest[]
  codes: Code[]
  refreshTokens: RefreshToken[]
  /** Browsers that need no second check for a while. */
  trustedDevices: TrustedDevice[]
  /** What was emailed to anybody, newest first. */
  mails: Mail[]
  /** Calls per organisation in its present windows, by tenantId. */
  usage: Record<string, Usage>
}

/** Our app as registered with Xero. */
export interface Client {
  readonly id: string
  secret: string
  redirectUris: readonly string[]
}

export interface Person {
  /** Short name for control calls, such as `theo`. */
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  /** `xero_userid`. */
  readonly userId: string
  /** `sub`: 32 hexadecimal characters. */
  readonly subject: string
  /** Base32. Absent: logs in without two-step authentication. */
  totpKey?: string
  /** What Xero lists as the connected device. */
  device?: Device
  backup?: Backup
  /** Without two-step authentication: asked to set it up after the password. */
  readonly isAskedToSetUp: boolean
  failedCodes: number
  lockedUntilAt: number
  /** API scopes agreed to so far: Xero adds up scopes across consents until everything is revoked. */
  consentedScopes: string[]
}

/** `Administrator` has the Connected Apps permission and none for sales; `Drafts only` may not approve invoices. */
export type Role = 'Adviser' | 'Standard' | 'Administrator' | 'Drafts only' | 'Invoice only' | 'Read only'

type OrganisationState = 'active' | 'ended' | 'offline'

export interface Organisation {
  /** Stays when a demo company is reset and gets a new tenantId. */
  readonly id: string
  tenantId: string
  readonly name: string
  readonly countryCode: string
  baseCurrency: string
  readonly timezone: string
  /** Xero's `Version`, such as `AU` or `UK`. */
  readonly version: string
  /** Xero's `Class`: DEMO and TRIAL stop working by themselves one day. */
  class: string
  readonly shortCode: string
  /** What control has changed of the fields that Xero shows of it, by Xero's names. */
  books?: Books
  state: OrganisationState
  resets: number
}

/** By Xero's names; days as `2026-06-30`. */
export interface Books {
  readonly Edition?: string
  readonly OrganisationStatus?: string
  readonly PeriodLockDate?: string
  readonly EndOfYearLockDate?: string
  readonly CreatedDateUTC?: string
  /** Instead of what role and plan allow; null: Xero has no such row. */
  readonly actions?: Readonly<Record<string, 'ALLOWED' | 'NOT-ALLOWED' | null>>
}

export interface Membership {
  readonly person: string
  readonly organisation: string
  role: Role
}

export interface Connection {
  readonly id: string
  authEventId: string
  readonly person: string
  readonly tenantId: string
  readonly createdAt: number
  updatedAt: number
}

/** One browser logged in to Xero. */
export interface BrowserSession {
  /** Of the cookie's value. */
  readonly fingerprint: string
  /** `sid` and `global_session_id`. */
  readonly sid: string
  readonly person: string
  stage: 'code-wanted' | 'set-up-offered' | 'complete'
  authAt: number
  /** What is under way on the pages of two-step authentication. */
  twoStep: TwoStepVisit
}

/** One visit of the authorize address, from there to the answer at the redirect URI. */
export interface AuthorizationRequest {
  readonly id: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state?: string
  readonly nonce?: string
  /** `acr_values=bulk_connect:false` asks for a single organisation. */
  readonly single: boolean
  readonly createdAt: number
  /** `sid` of who is logged in; absent until then. */
  session?: string
}

/** What a person agreed to: everything that tokens say about it. */
export interface Consent {
  readonly person: string
  readonly authEventId: string
  readonly scopes: readonly string[]
  readonly sid: string
  readonly authAt: number
  readonly nonce?: string
}

interface Code {
  readonly fingerprint: string
  readonly redirectUri: string
  readonly consent: Consent
  readonly expiresAt: number
}

export interface RefreshToken {
  readonly fingerprint: string
  readonly consent: Consent
  readonly expiresAt: number
  /** When a newer one was first given for it; absent while it is the newest. */
  replacedAt?: number
}

interface TrustedDevice {
  readonly fingerprint: string
  readonly person: string
  readonly until: number
}

interface Usage {
  minuteStartedAt: number
  minuteCalls: number
  dayStartedAt: number
  dayCalls: number
}
