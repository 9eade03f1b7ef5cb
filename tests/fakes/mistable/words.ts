import { lookUp } from '../../../src/contract/look-up.ts'
import type { Connection, ConnectionState, HandoverState, NextRun, Risk } from '../../../src/contract/wire.ts'
import type { Trouble } from './xero.ts'

export const STATE_WORDS: Readonly<Record<ConnectionState, string>> = {
  'not-connected': 'Not connected',
  'choose-organisation': 'Waiting for you to choose an organisation',
  connected: 'Connected',
  'reconnect-required': 'Needs to be reconnected',
}

export const REASON_WORDS: Readonly<Record<string, string>> = {
  expired: 'Xero’s permission ran out because it was not used for 60 days.',
  'disconnected-in-xero': 'Someone disconnected miBilling inside Xero.',
  'access-removed': 'The person who connected no longer has access to the organisation.',
  'organisation-unavailable': 'The organisation is no longer available in Xero.',
  'scopes-changed': 'miBilling now needs a permission that was not given before.',
  revoked: 'The permission was withdrawn in Xero.',
}

const RETURN_WORDS: Readonly<Record<ConnectionState, string>> = {
  'not-connected': 'You are back, and Xero is not connected yet. You can go on whenever you like.',
  'choose-organisation': 'You are back. One thing is left: choose your organisation.',
  connected: 'You are back, and Xero is connected.',
  'reconnect-required': 'You are back, and Xero still needs to be reconnected.',
}

/** What the banner says to someone who comes back from the guide; the connection itself outranks what the address claims. */
export function returnWords(claimed: string | undefined, connection: Connection | undefined): string | undefined {
  if (claimed === undefined || !Object.hasOwn(RETURN_WORDS, claimed)) return undefined
  return connection?.state === claimed ? RETURN_WORDS[connection.state] : 'You are back. How things stand now is shown below.'
}

const TROUBLE_HELP: Readonly<Record<string, string>> = {
  'not-connected': 'This account has no connection to Xero yet. Press Xero Connect first.',
  'organisation-not-chosen': 'Choose the organisation first: press Xero Connect.',
  'reconnect-required': 'The connection has to be renewed: press Xero Connect.',
  'xero-unavailable': 'Xero is having trouble. Nothing is lost; try again in a few minutes.',
  unauthorised: 'miStable’s service key is not accepted by the guide. That is for miStable’s engineers to put right.',
  'too-many-requests': 'That was a lot of calls at once. Wait a minute and try again.',
  'our-settings': 'The guide is set up wrongly. That is for miStable’s engineers to put right.',
}

export function troubleHelp(trouble: Trouble): string | undefined {
  const reason = trouble.reason === undefined ? undefined : lookUp(REASON_WORDS, trouble.reason)
  const help = trouble.code === undefined ? undefined : lookUp(TROUBLE_HELP, trouble.code)
  return reason === undefined || help === undefined ? (reason ?? help) : `${reason} ${help}`
}

const DATE = new Intl.DateTimeFormat('en-AU', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Australia/Sydney' })
const STAMP = new Intl.DateTimeFormat('en-AU', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Australia/Sydney' })
const MOMENT = new Intl.DateTimeFormat('en-AU', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Australia/Sydney' })

/** @param at Unix seconds */
export const dateWords = (at: number): string => DATE.format(at * 1000)
/** @param at Unix seconds */
export const momentWords = (at: number): string => MOMENT.format(at * 1000)

/** Short, for tables. @param at Unix seconds */
export const stampWords = (at: number): string => STAMP.format(at * 1000)

export const moneyWords = (cents: number, currency = 'AUD'): string =>
  (cents / 100).toLocaleString('en-AU', { style: 'currency', currency })

/** Xero's states of an invoice. */
export const INVOICE_WORDS: Readonly<Record<string, string>> = { PAID: 'Paid', AUTHORISED: 'Awaiting payment', DRAFT: 'Draft' }

export const FINDING_WORDS: Readonly<Record<string, string>> = {
  'organisation-not-active': 'Xero does not call the organisation active',
  'partner-edition': 'This edition of Xero has no invoices',
  'invoices-not-allowed': 'The person who connected may not create invoices',
  'approval-not-allowed': 'The person who connected may not approve invoices',
  'dates-locked': 'The books are locked up to a day',
  'currency-differs': 'The books are in another currency',
  'invoice-limit': 'The plan limits how many invoices a month',
  'demo-or-trial': 'A demo company, or a trial',
}

export const HANDOVER_WORDS: Readonly<Record<HandoverState, string>> = {
  open: 'not used yet',
  opened: 'opened, and on the way',
  connected: 'connected',
  revoked: 'revoked',
  expired: 'expired',
}

const WHO_WORDS: Readonly<Record<Risk['ask']['who'], string>> = {
  authoriser: 'The person who connected can mend it',
  'another-user': 'Someone else with access to the organisation has to connect it',
  account: 'You can mend it here',
  operator: 'miStable’s engineers are on it',
  nobody: 'Xero is out of order, and only Xero can mend that',
}

/** What an announced run is warned of. */
export function riskWords({ runAt, cause, ask }: Risk): string {
  const why = lookUp(REASON_WORDS, cause) ?? (lookUp(FINDING_WORDS, cause) === undefined ? '' : `${lookUp(FINDING_WORDS, cause)}.`)
  const who = ask.name === undefined ? WHO_WORDS[ask.who] : `${ask.name} can mend it`
  return `The billing run at ${momentWords(runAt)} is at risk. ${why} ${who}.`.replace('  ', ' ')
}

export function runWords({ at, looksAt }: NextRun): string {
  if (at === undefined) return 'No run is announced any more.'
  const looks = looksAt.map((look) => momentWords(look)).join(', and ')
  return `A run at ${momentWords(at)} is announced. Xero is looked at before it: ${looks}.`
}
