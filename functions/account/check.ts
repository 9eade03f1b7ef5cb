/** Compares what an account believes with what Xero says now. Temporary trouble changes nothing. */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import type { CallFailure, OrganisationDetails, XeroConnection } from '../xero/api.ts'
import { isPastDeadline, SETTLING_SECONDS, secondsLeft } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { changeRecord, type Place, readRecord } from './place.ts'
import { type AccountRecord, findOrganisation, type StoredOrganisation, withLost, withRow } from './record.ts'
import type { Entry } from './timeline.ts'

export type CheckFailure = 'xero-unavailable' | 'our-settings'
type Change = (record: AccountRecord) => AccountRecord

/** What a login's list of connections says: the rows, or that its token opens nothing but the person's identity. */
export type Listing = readonly XeroConnection[] | 'scope-missing'

/** Refresh, then the list of connections, then the active organisation, for every login of the account: the first that fails names the reason. */
export async function checkAtXero(place: Place): Promise<Result<void, CheckFailure>> {
  const record = await readRecord(place)
  for (const login of new Set(record.organisations.map((organisation) => organisation.login))) {
    if (isPastDeadline()) return fail('xero-unavailable')
    const listed = await place.env.GRANT.getByName(login).connections(secondsLeft())
    // The login itself tells that it is over.
    if (!listed.ok && (listed.error === 'expired' || listed.error === 'revoked')) continue
    if (!listed.ok && listed.error !== 'scope-missing') return listed as Failure<CheckFailure>
    const compared = await compare(place, login, listed.ok ? listed.value.rows : 'scope-missing', 0)
    if (!compared.ok) return compared
  }
  return succeed(undefined)
}

/**
 * Takes in what Xero lists for one of the account's logins, and reads the active organisation where its last proof is old. Xero is
 * asked before anything is written, so that trouble on the way leaves the record as it was.
 *
 * @param provenWithin a proof younger than so many seconds need not be renewed
 */
export async function compare(
  place: Place,
  login: string,
  listing: Listing,
  provenWithin: number,
): Promise<Result<void, CheckFailure>> {
  const record = await readRecord(place)
  const mine = record.organisations.filter((organisation) => organisation.login === login)
  const changes: Change[] = mine.map((organisation) => listedAs(organisation, listing))

  const rows = listing === 'scope-missing' ? [] : listing
  const active = mine.find(({ tenantId }) => tenantId === record.active && rows.some((row) => row.tenantId === tenantId))
  if (active !== undefined && (active.lost !== undefined || (record.provenAt ?? 0) <= now() - provenWithin)) {
    const details = await readOrganisation(place, active, record.provenAt === undefined)
    if (details.ok || details.error === 'scope-missing' || details.error === 'no-access')
      changes.push(openedAs(active, details as Opening))
    else if (details.error !== 'over')
      return fail(details.error === 'our-settings' ? 'our-settings' : 'xero-unavailable', details.retryAfterIn)
  }
  await apply(place, changes)
  return succeed(undefined)
}

async function apply(place: Place, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const record = await readRecord(place)
  const change: Change = (current) => changes.reduce((sum, step) => step(sum), current)
  const noted = await place.timeline.prepare(...findings(record, change(record)))
  await changeRecord(place, now(), change, (kept) => {
    if (kept.leaving !== undefined) place.agenda.want('leave', now())
    noted()
  })
}

/** What Xero's answer to a call for an organisation says of it. */
type Opening = Result<OrganisationDetails, 'scope-missing' | 'no-access'>

/**
 * Asks for organisations, and takes in what Xero answers: their details, or that they are not open. Temporary trouble changes nothing.
 *
 * @returns whether anything was learnt
 */
export async function learn(place: Place, organisations: readonly StoredOrganisation[]): Promise<boolean> {
  let learnt = false
  for (const organisation of organisations) {
    const details = await readOrganisation(place, organisation, true)
    if (!details.ok && details.error !== 'scope-missing' && details.error !== 'no-access') continue
    await apply(place, [openedAs(organisation, details as Opening)])
    learnt = true
  }
  return learnt
}

/** `over`: the login's permission has ended, as the login itself tells. */
type ReadFailure = Exclude<CallFailure, 'token-refused'> | 'our-settings' | 'over'

/**
 * A token that Xero refuses before its time is renewed once.
 *
 * @param isNew a consent has just been given: Xero may not open the organisation yet, so a refusal is believed only when it lasts
 */
async function readOrganisation(
  { env }: Place,
  { login, tenantId }: StoredOrganisation,
  isNew: boolean,
): Promise<Result<OrganisationDetails, ReadFailure>> {
  let refused: string | undefined
  for (let isPatient = isNew; ; ) {
    const access = await env.GRANT.getByName(login).accessToken(secondsLeft(), refused)
    if (!access.ok) {
      if (access.error === 'expired' || access.error === 'revoked') return fail('over')
      return fail(access.error === 'our-settings' ? 'our-settings' : 'unavailable', access.retryAfterIn)
    }
    const { accessToken } = access.value
    const details = await xeroOf(env).organisation(accessToken, tenantId)
    if (details.ok) return details
    if (details.error === 'no-access' && isPatient && secondsLeft() > SETTLING_SECONDS) {
      isPatient = false
      await scheduler.wait(SETTLING_SECONDS * 1000)
    } else if (details.error !== 'token-refused') return details as Failure<ReadFailure>
    // A refresh that is given up half-way would make all other callers wait.
    else if (refused === undefined && !isPastDeadline()) refused = accessToken
    else return fail('unavailable', details.retryAfterIn)
  }
}

function listedAs(organisation: StoredOrganisation, listing: Listing): Change {
  const { tenantId: id } = organisation
  if (listing === 'scope-missing') return (record) => (record.active === id ? withLost(record, id, 'scopes-changed') : record)
  const row = listing.find(({ tenantId }) => tenantId === id)
  if (row !== undefined) return (record) => withRow(record, row)
  // A demo company that was reset has come back under another tenant id.
  const reason = organisation.kind === 'demo' ? 'organisation-unavailable' : 'disconnected-in-xero'
  return (record) => withLost(record, id, reason)
}

function openedAs({ tenantId, kind, login }: StoredOrganisation, details: Opening): Change {
  return (record) => {
    // It was asked through another login than the one that opens it now.
    if (findOrganisation(record, tenantId)?.login !== login) return record
    // One that nobody has confirmed yet stays on the list: whoever chooses it learns what is wrong.
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

/** What a look at Xero has brought to light, for the timeline. */
function findings(before: AccountRecord, after: AccountRecord): Entry[] {
  return before.organisations.flatMap(({ tenantId, name, lost }): Entry[] => {
    const present = findOrganisation(after, tenantId)
    const told = { tenantId, organisation: name }
    if (present === undefined) return [{ type: 'organisation.lost', cause: 'disconnected-in-xero', ...told }]
    if (present.lost === lost) return []
    return [
      present.lost === undefined
        ? { type: 'organisation.back', ...told }
        : { type: 'organisation.lost', cause: present.lost, ...told },
    ]
  })
}
