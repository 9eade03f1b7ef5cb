/**
 * What the list of connections doesn't say: country, currency, short code, demo or trial; and whether calls for the active organisation
 * work at all.
 */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result } from '../../src/contract/result.ts'
import { isOver } from '../grant/record.ts'
import type { CallFailure, OrganisationDetails } from '../xero/api.ts'
import { isPastDeadline, SETTLING_SECONDS, secondsLeft, withDeadline } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { applyChanges, type Change } from './apply-changes.ts'
import { type AccountContext, readRecord } from './context.ts'
import { findOrganisation, type StoredOrganisation, withLost } from './record.ts'

/** Xero's answer about one organisation: its details, or that it is closed to us. */
type OrganisationAnswer = Result<OrganisationDetails, 'scope-missing' | 'no-access'>

/** @returns false when Xero said nothing about the organisation: it was out of order, or refused our login */
export const isAnswer = (details: Result<OrganisationDetails, string>): details is OrganisationAnswer =>
  details.ok || details.error === 'scope-missing' || details.error === 'no-access'

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
  const { organisations, active, provenAt } = await readRecord(context)
  const open = organisations.filter(({ lost }) => lost === undefined)
  const incomplete = open.filter(
    ({ tenantId, name, countryCode }) =>
      name === '' || countryCode === undefined || (tenantId === active && (afterConsent || provenAt === undefined)),
  )
  return withDeadline(() => readDetails(context, incomplete))
}

/** Reads organisations and updates the record. @returns whether Xero answered about any of them */
async function readDetails(context: AccountContext, organisations: readonly StoredOrganisation[]): Promise<boolean> {
  let hasAnswered = false
  for (const organisation of organisations) {
    const details = await readOrganisation(context, organisation, { isNew: true })
    if (!isAnswer(details)) continue
    await applyChanges(context, [withDetails(organisation, details)])
    hasAnswered = true
  }
  return hasAnswered
}

/** `over`: the login's grant has ended; the Grant object says so itself. */
type ReadFailure = Exclude<CallFailure, 'token-refused'> | 'our-settings' | 'over'

/**
 * Refreshes a token once when Xero refuses it early.
 *
 * @param options `isNew`: a consent was just given: Xero may not open the organisation yet, so a first refusal is tried again
 */
export async function readOrganisation(
  { env }: AccountContext,
  { login, tenantId }: StoredOrganisation,
  { isNew }: { readonly isNew: boolean },
): Promise<Result<OrganisationDetails, ReadFailure>> {
  let refused: string | undefined
  for (let mayBeTooEarly = isNew; ; ) {
    const access = await env.GRANT.getByName(login).accessToken(secondsLeft(), refused)
    if (!access.ok) {
      if (isOver(access.error)) return fail('over')
      return fail(access.error === 'our-settings' ? 'our-settings' : 'unavailable', access.retryAfterIn)
    }
    const { accessToken } = access.value
    const details = await xeroOf(env).organisation(accessToken, tenantId)
    if (details.ok) return details
    if (details.error === 'no-access' && mayBeTooEarly && secondsLeft() > SETTLING_SECONDS) {
      mayBeTooEarly = false
      await scheduler.wait(SETTLING_SECONDS * 1000)
    } else if (details.error !== 'token-refused') return details as Failure<ReadFailure>
    // A refresh that is cut off half-way would make all other callers wait.
    else if (refused === undefined && !isPastDeadline()) refused = accessToken
    else return fail('unavailable', details.retryAfterIn)
  }
}

/** Puts the answer into the record. */
export function withDetails({ tenantId, kind, login }: StoredOrganisation, details: OrganisationAnswer): Change {
  return (record) => {
    // Another login opens it by now.
    if (findOrganisation(record, tenantId)?.login !== login) return record
    // One that nobody has confirmed stays on the list: the person who chooses it sees what is wrong.
    if (!details.ok && record.active === undefined) return record
    if (!details.ok) {
      const closed = kind === undefined ? 'access-removed' : 'organisation-unavailable'
      return withLost(record, tenantId, details.error === 'scope-missing' ? 'scopes-changed' : closed)
    }
    const organisations = record.organisations.map((other) =>
      other.tenantId === tenantId ? { ...other, ...details.value, name: details.value.name || other.name } : other,
    )
    return { ...record, organisations, ...(record.active === tenantId ? { provenAt: now() } : {}) }
  }
}
