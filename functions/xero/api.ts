/** The calls that we make to Xero's connections and accounting APIs. Every call names its token and tenant: nothing is shared. */
import * as v from 'valibot'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { type AllowedActions, type OrganisationReading, readActionsBody, readOrganisationBody } from './organisation.ts'
import { send, type Trace } from './transport.ts'

/** A row of `GET /connections`: app, login and organisation tied together. */
export interface XeroConnection {
  /** The connection's own id: the one that DELETE wants. */
  readonly id: string
  readonly eventId?: string
  readonly tenantId: string
  readonly name: string
  /** When this login first connected it, as Unix seconds. */
  readonly createdAt?: number
}

/**
 * `token-refused`: 401, the access token isn't accepted. `scope-missing`: 401 with insufficient_scope. `no-access`: 403, the tenant is not, or
 * no longer, open to this login. `gone`: 404. `unavailable`: no answer, 5xx, 429, or a page instead of data.
 */
export type CallFailure = 'token-refused' | 'scope-missing' | 'no-access' | 'gone' | 'unavailable'

const Rows = v.array(
  v.looseObject({
    id: v.string(),
    tenantId: v.string(),
    tenantType: v.string(),
    tenantName: v.nullish(v.string(), ''),
    authEventId: v.nullish(v.string()),
    createdDateUtc: v.nullish(v.string()),
  }),
)

export function createXeroApi(origin: string) {
  return {
    /**
     * Organisations only: we use no other type of tenant. Ids are lower-case, whatever case Xero writes them in.
     *
     * @param eventId asks for those made in one attempt
     */
    async connections(accessToken: string, eventId?: string): Promise<Result<XeroConnection[], CallFailure>> {
      const query = eventId === undefined ? '' : `?authEventId=${encodeURIComponent(eventId)}`
      const answer = await call('GET', `${origin}/connections${query}`, { Authorization: `Bearer ${accessToken}` })
      if (!answer.ok) return answer
      const rows = v.safeParse(Rows, answer.value)
      if (!rows.success) return fail('unavailable')
      return succeed(
        rows.output
          .filter((row) => row.tenantType === 'ORGANISATION')
          .map((row) => ({
            id: row.id.toLowerCase(),
            tenantId: row.tenantId.toLowerCase(),
            name: row.tenantName?.trim() ?? '',
            ...(row.authEventId == null ? {} : { eventId: row.authEventId.toLowerCase() }),
            ...creationOf(row.createdDateUtc),
          })),
      )
    },

    /** Ends one connection; the login's others stay. @param id the connection's own id, not the tenant's or the event's */
    async deleteConnection(accessToken: string, id: string): Promise<Result<void, CallFailure>> {
      const address = `${origin}/connections/${encodeURIComponent(id)}`
      const answer = await call('DELETE', address, { Authorization: `Bearer ${accessToken}` })
      return answer.ok ? succeed(undefined) : answer
    },

    /** Reads the organisation, which also proves that calls work: Xero doesn't charge for it. */
    async organisation(accessToken: string, tenantId: string): Promise<Result<OrganisationReading, CallFailure>> {
      const answer = await call('GET', `${origin}/api.xro/2.0/Organisation`, headersOf(accessToken, tenantId))
      if (!answer.ok) return answer
      const organisation = readOrganisationBody(answer.value)
      return organisation === undefined ? fail('unavailable') : succeed(organisation)
    },

    /** Reads what the token's login may do in the organisation. */
    async actions(accessToken: string, tenantId: string): Promise<Result<AllowedActions, CallFailure>> {
      const answer = await call('GET', `${origin}/api.xro/2.0/Organisation/Actions`, headersOf(accessToken, tenantId))
      if (!answer.ok) return answer
      const actions = readActionsBody(answer.value)
      return actions === undefined ? fail('unavailable') : succeed(actions)
    },
  }
}

const headersOf = (accessToken: string, tenantId: string) => ({
  Authorization: `Bearer ${accessToken}`,
  'Xero-tenant-id': tenantId,
})

/** Some dates end in `Z`, others in nothing; all are UTC. */
function creationOf(date: string | null | undefined): { readonly createdAt?: number } {
  const at = Date.parse(`${(date ?? '').replace(/(\.\d+)?Z?$/, '')}Z`)
  return Number.isNaN(at) ? {} : { createdAt: at / 1000 }
}

/** @returns the parsed body; undefined for a 204 */
async function call(method: string, address: string, headers: Record<string, string>): Promise<Result<unknown, CallFailure>> {
  const trace: Trace = {}
  try {
    const response = await send(new Request(address, { method, headers: { ...headers, Accept: 'application/json' } }), trace)
    const text = await response.text()
    if (response.status === 204) return succeed(undefined)
    const body = parseJson(text)
    if (response.ok) return body === undefined ? fail('unavailable') : succeed(body)
    if (response.status === 404) return fail('gone')
    if (response.status === 401) {
      const challenge = response.headers.get('WWW-Authenticate') ?? ''
      return challenge.includes('insufficient_scope') ? fail('scope-missing') : fail('token-refused')
    }
    // A 403 with a page comes from the firewall in front of Xero, and says nothing about access.
    if (response.status === 403 && body !== undefined) return fail('no-access')
    return fail('unavailable', trace.retryAfterIn)
  } catch {
    // send() throws when no answer came in time, or the connection broke during the body.
    return fail('unavailable')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
