/** Xero's four hosts: login.xero.com, authorize.xero.com, identity.xero.com and api.xero.com. */
export const HOSTS = ['login', 'consent', 'identity', 'api'] as const

export type Host = (typeof HOSTS)[number]
export type Origins = Readonly<Record<Host, string>>
export type Ports = Readonly<Record<Host, number>>

/** The login origin has the port that is asked for. The next one is left to the local miStable, and the other three follow. */
export const portsFrom = (login: number): Ports =>
  login === 0 ? { login, consent: 0, identity: 0, api: 0 } : { login, consent: login + 2, identity: login + 3, api: login + 4 }

export interface XeroSettings {
  readonly XERO_LOGIN_ORIGIN: string
  readonly XERO_CONSENT_ORIGIN: string
  readonly XERO_IDENTITY_ORIGIN: string
  readonly XERO_API_ORIGIN: string
}

/** The guide's settings that name these origins. */
export const settingsFor = ({ login, consent, identity, api }: Origins): XeroSettings => ({
  XERO_LOGIN_ORIGIN: login,
  XERO_CONSENT_ORIGIN: consent,
  XERO_IDENTITY_ORIGIN: identity,
  XERO_API_ORIGIN: api,
})

export const originsOn = ({ login, consent, identity, api }: Ports): Origins => ({
  login: `http://localhost:${login}`,
  consent: `http://localhost:${consent}`,
  identity: `http://localhost:${identity}`,
  api: `http://localhost:${api}`,
})
