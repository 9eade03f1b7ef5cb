/**
 * What the list of connections doesn't say: country, currency, short code, demo or trial; whether calls for the active organisation work
 * at all; and what decides whether it takes an invoice.
 */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { isOver } from '../grant/record.ts'
import type { CallFailure } from '../xero/api.ts'
import { isPastDeadline, SETTLING_SECONDS, secondsLeft, withDeadline } from '../xero/deadline.ts'
import type { AllowedActions, OrganisationReading } from '../xero/organisation.ts'
import { type Xero, xeroOf } from '../xero/xero.ts'
import { applyChanges, type Change } from './apply-changes.ts'
import { type AccountContext, readRecord } from './context.ts'
import { findOrganisation, invoicingOf, type StoredOrganisation, withLost } from './record.ts'

/** `actions` is null where they weren't asked for, undefined where Xero didn't say. */
interface Reading extends OrganisationReading {
  readonly actions: AllowedActions | null | undefined
}

/** Xero's answer about one organisation: what it is like, or that it is closed to us. */
type OrganisationAnswer = Result<Reading, 'scope-missing' | 'no-access'>

/** @returns false when Xero said nothing about the organisation: it was out of order, or refused our login */
export const isAnswer = (read: Result<Reading, string>): read is OrganisationAnswer =>
  read.ok || read.error === 'scope-missing' || read.error === 'no-access'

/**
 * Reads what is missing about the account's organisations.
 *
 * @param options `afterConsent`: a consent was just given: the active organisation has to prove again that it works
 * @returns whether Xero answered about any of them
 */
export async function updateDetails(
  context: AccountContext,
  { afterConsent }: { readonly afterConsent: boolean },
): Promise<boolean> {
  const record = await readRecord(context)
  const { organisations, active, provenAt } = record
  const isActiveDue = afterConsent || provenAt === undefined || invoicingOf(record) === undefined
  const open = organisations.filter(({ lost }) => lost === undefined)
  const incomplete = open.filter(
    ({ tenantId, name, countryCode }) => name === '' || countryCode === undefined || (tenantId === active && isActiveDue),
  )
  return withDeadline(() => readDetails(context, incomplete, active))
}

/** Reads organisations and updates the record. @returns whether Xero answered about any of them */
async function readDetails(
  context: AccountContext,
  organisations: readonly StoredOrganisation[],
  active: string | undefined,
): Promise<boolean> {
  let hasAnswered = false
  for (const organisation of organisations) {
    const withActions = organisation.tenantId === active
    const read = await readOrganisation(context, organisation, { isNew: true, withActions })
    if (!isAnswer(read)) continue
    await applyChanges(context, [withReading(organisation, read)])
    hasAnswered = true
  }
  return hasAnswered
}

/** `over`: the login's grant has ended; the Grant object says so itself. */
type ReadFailure = Exclude<CallFailure, 'token-refused'> | 'our-settings' | 'over'

/**
 * Refreshes a token once when Xero refuses it early.
 *
 * @param options `isNew`: a consent was just given, and Xero may not open the organisation yet, so a first refusal is tried again.
 *   `withActions`: asks what the login may do there, too
 */
export async function readOrganisation(
  { env }: AccountContext,
  { login, tenantId }: StoredOrganisation,
  { isNew, withActions }: { readonly isNew: boolean; readonly withActions: boolean },
): Promise<Result<Reading, ReadFailure>> {
  const xero = xeroOf(env)
  let refused: string | undefined
  for (let mayBeTooEarly = isNew; ; ) {
    const access = await env.GRANT.getByName(login).accessToken(secondsLeft(), refused)
    if (!access.ok) {
      if (isOver(access.error)) return fail('over')
      return fail(access.error === 'our-settings' ? 'our-settings' : 'unavailable', access.retryAfterIn)
    }
    const { accessToken } = access.value
    const read = await xero.organisation(accessToken, tenantId)
    if (read.ok) return succeed({ ...read.value, actions: withActions ? await readActions(xero, accessToken, tenantId) : null })
    if (read.error === 'no-access' && mayBeTooEarly && secondsLeft() > SETTLING_SECONDS) {
      mayBeTooEarly = false
      await scheduler.wait(SETTLING_SECONDS * 1000)
    } else if (read.error !== 'token-refused') return read as Failure<ReadFailure>
    // A refresh that is cut off half-way would make all other callers wait.
    else if (refused === undefined && !isPastDeadline()) refused = accessToken
    else return fail('unavailable', read.retryAfterIn)
  }
}

/** The organisation has just answered, so a failure here says nothing about the connection. */
async function readActions(xero: Xero, accessToken: string, tenantId: string): Promise<AllowedActions | undefined> {
  if (isPastDeadline()) return undefined
  const actions = await xero.actions(accessToken, tenantId)
  return actions.ok ? actions.value : undefined
}

/** Puts the answer into the record. */
export function withReading({ tenantId, kind, login }: StoredOrganisation, read: OrganisationAnswer): Change {
  return (record) => {
    // Another login opens it by now.
    if (findOrganisation(record, tenantId)?.login !== login) return record
    // One that nobody has confirmed stays on the list: the person who chooses it sees what is wrong.
    if (!read.ok && record.active === undefined) return record
    if (!read.ok) {
      const closed = kind === undefined ? 'access-removed' : 'organisation-unavailable'
      return withLost(record, tenantId, read.error === 'scope-missing' ? 'scopes-changed' : closed)
    }
    const { details, facts, actions } = read.value
    const organisations = record.organisations.map((other) =>
      other.tenantId === tenantId ? { ...other, ...details, name: details.name || other.name } : other,
    )
    if (record.active !== tenantId) return { ...record, organisations }
    const proven = { ...record, organisations, provenAt: now() }
    if (actions === null) return proven
    return { ...proven, invoicing: { ...facts, tenantId, login, readAt: now(), ...(actions === undefined ? {} : { actions }) } }
  }
}
