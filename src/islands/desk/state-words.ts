/** How things stand, in words. */
import type { ConnectionState, Readiness, ReadinessFinding, ReconnectReason } from '../../contract/wire.ts'

const STATES: Readonly<Record<ConnectionState, string>> = {
  'not-connected': 'Not connected',
  'choose-organisation': 'Organisation not chosen',
  connected: 'Connected',
  'reconnect-required': 'Reconnect needed',
}
export const STATE_NAMES = Object.entries(STATES)

export const stateOf = (state: ConnectionState): string => STATES[state]

export const badgeOf = (state: ConnectionState): string =>
  `standing ${state === 'connected' ? 'is-on' : state === 'not-connected' ? 'is-off' : 'is-amber'}`

/** Short names of `reason`; cards.json has the customer's words. */
export const REASONS: Readonly<Record<ReconnectReason, string>> = {
  expired: 'Expired after 60 days',
  'disconnected-in-xero': 'Disconnected in Xero',
  'access-removed': 'Person lost access',
  'organisation-unavailable': 'Organisation unavailable',
  'scopes-changed': 'Permission too small',
  revoked: 'Withdrawn by Xero',
}

export const READINESS: Readonly<Record<Readiness['state'], string>> = {
  ready: 'Ready to bill',
  attention: 'Ready, with something to look at',
  blocked: 'The first invoice would be refused',
  unknown: 'Not known yet',
}

export const findingOf = (
  { code, blocks, lockedUntil, limit, currency, accountCurrency }: ReadinessFinding,
  title: string | undefined,
): string => {
  const facts = [
    lockedUntil === undefined ? undefined : `until ${lockedUntil}`,
    limit === undefined ? undefined : `${limit} invoices a month`,
    currency === undefined ? undefined : `${currency} there, ${accountCurrency} here`,
    blocks ? 'stops invoices' : undefined,
  ].filter((fact) => fact !== undefined)
  return [title ?? code, ...facts].join(', ')
}
