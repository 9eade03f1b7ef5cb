/** Compares what an account believes with what Xero says now. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { xeroOf } from '../env.ts'
import type { AccessFailure } from '../grant/grant.ts'
import type { CallFailure, OrganisationDetails, XeroConnection } from '../xero/api.ts'
import { isOutOfPatience, patienceLeft } from '../xero/xero.ts'
import type { Place } from './place.ts'
import { type AccountRecord, EMPTY, findOrganisation, type StoredOrganisation, withLost, withRow } from './record.ts'

type CheckFailure = 'xero-unavailable' | 'our-settings'

/**
 * Refresh, then the list of connections, then the active organisation: the first that fails names the reason. Everything is asked
 * before anything is written, so that trouble on the way leaves the record as it was.
 */
export async function checkAtXero({ env, records }: Place): Promise<Result<void, CheckFailure>> {
  const record = (await records.read('account')) ?? EMPTY
  const changes: ((record: AccountRecord) => AccountRecord)[] = []
  for (const login of new Set(record.organisations.map((organisation) => organisation.login))) {
    if (isOutOfPatience()) return fail('xero-unavailable')
    const listed = await listConnections(env, login)
    if (!listed.ok && (listed.error === 'expired' || listed.error === 'revoked')) continue
    if (!listed.ok) return fail(listed.error as CheckFailure, listed.retryAfterIn)
    const { accessToken, rows } = listed.value
    const mine = record.organisations.filter((organisation) => organisation.login === login)
    changes.push(...mine.map((organisation) => compared(organisation, rows)))

    const active = mine.find(({ tenantId }) => tenantId === record.active && rows.some((row) => row.tenantId === tenantId))
    if (active === undefined) continue
    const details = await xeroOf(env).organisation(accessToken, active.tenantId)
    if (!details.ok && details.error === 'unavailable') return fail('xero-unavailable', details.retryAfterIn)
    changes.push(proven(active, details))
  }
  if (changes.length > 0)
    await records.update('account', (current = EMPTY) => changes.reduce((sum, change) => change(sum), current))
  return succeed(undefined)
}

/** A token that Xero refuses before its time is replaced once. */
async function listConnections(
  env: Env,
  login: string,
): Promise<Result<{ readonly accessToken: string; readonly rows: readonly XeroConnection[] }, AccessFailure>> {
  for (let refused: string | undefined; ; ) {
    const access = await env.GRANT.getByName(login).accessToken(patienceLeft(), refused)
    if (!access.ok) return access
    const { accessToken } = access.value
    const rows = await xeroOf(env).connections(accessToken)
    if (rows.ok) return succeed({ accessToken, rows: rows.value })
    if (rows.error !== 'token-refused' || refused !== undefined) return fail('xero-unavailable', rows.retryAfterIn)
    refused = accessToken
  }
}

function compared(organisation: StoredOrganisation, rows: readonly XeroConnection[]) {
  const row = rows.find(({ tenantId }) => tenantId === organisation.tenantId)
  if (row !== undefined) return (record: AccountRecord) => withRow(record, row)
  // A demo company that was reset has come back under another tenant id.
  const reason = organisation.kind === 'demo' ? 'organisation-unavailable' : 'disconnected-in-xero'
  return (record: AccountRecord) => withLost(record, organisation.tenantId, reason)
}

function proven({ tenantId, kind }: StoredOrganisation, details: Result<OrganisationDetails, CallFailure>) {
  return (record: AccountRecord): AccountRecord => {
    if (!details.ok) {
      const closed = kind === undefined ? 'access-removed' : 'organisation-unavailable'
      return withLost(record, tenantId, details.error === 'scope-missing' ? 'scopes-changed' : closed)
    }
    const organisations = record.organisations.map((other) =>
      other.tenantId === tenantId ? { ...other, ...details.value } : other,
    )
    return findOrganisation(record, tenantId) === undefined ? record : { ...record, organisations, provenAt: now() }
  }
}
