/** Compares an account's record with what Xero says now. A temporary failure changes nothing. */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { isOver } from '../grant/record.ts'
import type { XeroConnection } from '../xero/api.ts'
import { isPastDeadline, secondsLeft } from '../xero/deadline.ts'
import { applyChanges, type Change } from './apply-changes.ts'
import { type AccountContext, readRecord } from './context.ts'
import { isAnswer, readOrganisation, withReading } from './organisation-details.ts'
import { invoicingOf, type StoredOrganisation, withLost, withRow } from './record.ts'

/** The daily look at Xero doesn't ask again for what was proved this recently. */
export const PROOF_EVERY_SECONDS = 20 * 3600

export type CheckFailure = 'xero-unavailable' | 'our-settings'

/** A login's connections as Xero lists them; `scope-missing` when the token is good for nothing but the person's identity. */
export type LoginListing = readonly XeroConnection[] | 'scope-missing'

interface ListingOptions {
  readonly provenWithin: number
  readonly withActions: boolean
}

const NOW: ListingOptions = { provenWithin: 0, withActions: true }

/** For each of the account's logins: refreshes, lists its connections, reads the active organisation. Stops at the first failure, and returns its reason. */
export async function checkAtXero(context: AccountContext): Promise<Result<void, CheckFailure>> {
  const record = await readRecord(context)
  for (const login of new Set(record.organisations.map((organisation) => organisation.login))) {
    if (isPastDeadline()) return fail('xero-unavailable')
    const listed = await context.env.GRANT.getByName(login).connections(secondsLeft())
    // The login itself tells that it is over.
    if (!listed.ok && isOver(listed.error)) continue
    if (!listed.ok && listed.error !== 'scope-missing') return listed as Failure<CheckFailure>
    const compared = await compareListing(context, login, listed.ok ? listed.value.rows : 'scope-missing', NOW)
    if (!compared.ok) return compared
  }
  return succeed(undefined)
}

/**
 * Updates the record with what Xero lists for one of the account's logins. Reads the active organisation too, unless it was proved
 * recently. Asks Xero before it writes anything, so a failure on the way leaves the record as it was.
 *
 * @param options `provenWithin`: a proof younger than this is good enough, in seconds. `withActions`: asks what the login may do, too
 */
export async function compareListing(
  context: AccountContext,
  login: string,
  listing: LoginListing,
  { provenWithin, withActions }: ListingOptions,
): Promise<Result<void, CheckFailure>> {
  const record = await readRecord(context)
  const mine = record.organisations.filter((organisation) => organisation.login === login)
  const changes: Change[] = mine.map((organisation) => withListing(organisation, listing))

  const rows = listing === 'scope-missing' ? [] : listing
  const active = mine.find(({ tenantId }) => tenantId === record.active && rows.some((row) => row.tenantId === tenantId))
  const isReadingKept = !withActions || invoicingOf(record) !== undefined
  const isProven = (record.provenAt ?? 0) > now() - provenWithin && isReadingKept
  if (active !== undefined && (active.lost !== undefined || !isProven)) {
    const read = await readOrganisation(context, active, { isNew: record.provenAt === undefined, withActions })
    if (isAnswer(read)) changes.push(withReading(active, read))
    else if (read.error !== 'over')
      return fail(read.error === 'our-settings' ? 'our-settings' : 'xero-unavailable', read.retryAfterIn)
  }
  await applyChanges(context, changes)
  return succeed(undefined)
}

function withListing(organisation: StoredOrganisation, listing: LoginListing): Change {
  const { tenantId: id } = organisation
  if (listing === 'scope-missing') return (record) => (record.active === id ? withLost(record, id, 'scopes-changed') : record)
  const row = listing.find(({ tenantId }) => tenantId === id)
  if (row !== undefined) return (record) => withRow(record, row)
  // A demo company that was reset has come back under another tenant id.
  const reason = organisation.kind === 'demo' ? 'organisation-unavailable' : 'disconnected-in-xero'
  return (record) => withLost(record, id, reason)
}
