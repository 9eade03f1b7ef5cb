import { type Context, Hono } from 'hono'
import { admit, refuseCall, refuseScope } from './api-answers.ts'
import { nowOf } from './clock.ts'
import { findConnections } from './connections.ts'
import { createGuid } from './ids.ts'
import { mayConnect, readOrganisation, readRole } from './memberships.ts'
import { describeActions, describeInvoices, describeOrganisation } from './organisation.ts'
import { countCall } from './rate.ts'
import type { AppEnv } from './traffic.ts'
import type { Organisation, Role } from './world.ts'
import type { Xero } from './xero.ts'

const SETTINGS = ['accounting.settings', 'accounting.settings.read']
const INVOICES = ['accounting.invoices', 'accounting.invoices.read', 'accounting.transactions', 'accounting.transactions.read']

/** `/api.xro/2.0`: Organisation, what it is allowed to do, and the invoices in its books. */
export const createAccounting = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/Organisation', (c) =>
      answer(c, xero, SETTINGS, (organisation) => ({ Organisations: [describeOrganisation(organisation)] })),
    )
    .get('/Organisation/Actions', (c) =>
      answer(c, xero, SETTINGS, (organisation, role) => ({ Actions: describeActions(organisation, role) })),
    )
    .get('/Invoices', (c) => answer(c, xero, INVOICES, (organisation) => ({ Invoices: describeInvoices(organisation) })))

async function answer(
  c: Context<AppEnv>,
  xero: Xero,
  scopes: readonly string[],
  bodyOf: (organisation: Organisation, role: Role | undefined) => object,
): Promise<Response> {
  const { world } = xero
  const access = await admit(c, xero)
  if (access instanceof Response) return access
  if (!access.scopes.some((scope) => scopes.includes(scope))) return refuseScope(c, xero)
  const organisation = readOrganisation(world, c.req.header('xero-tenant-id')?.toLowerCase())
  if (organisation === undefined || !isReachable(xero, access.person, organisation)) {
    return refuseCall(c, xero, 403, 'AuthenticationUnsuccessful')
  }
  if (organisation.state === 'offline') return c.text('The organisation is offline. Please try again later.', 503)
  const { headers, breach } = countCall(world, organisation.tenantId)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (breach !== undefined) {
    return c.body(null, 429, { 'X-Rate-Limit-Problem': breach.limit, 'Retry-After': String(breach.retryAfterSeconds) })
  }
  if (!/application\/json|text\/json/i.test(c.req.header('accept') ?? '')) {
    return c.text('The local Xero answers in JSON alone: send Accept: application/json. Xero itself would answer in XML here.', 406)
  }
  return c.json({
    Id: createGuid(),
    Status: 'OK',
    ProviderName: 'Local Xero',
    DateTimeUTC: `/Date(${nowOf(world) * 1000})/`,
    ...bodyOf(organisation, readRole(world, access.person, organisation)),
  })
}

/** Connected by this person, who may still do so, to an organisation that still exists. */
const isReachable = ({ world }: Xero, person: string, organisation: Organisation): boolean =>
  organisation.state !== 'ended' &&
  mayConnect(readRole(world, person, organisation)) &&
  findConnections(world, person).some(({ tenantId }) => tenantId === organisation.tenantId)
