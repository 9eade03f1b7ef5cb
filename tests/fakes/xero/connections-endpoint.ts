import { Hono } from 'hono'
import { admit, refuseCall, refuseScope } from './api-answers.ts'
import { dropConnections, findConnections } from './connections.ts'
import { isGuid } from './ids.ts'
import { readOrganisation } from './memberships.ts'
import { isApiScope } from './scopes.ts'
import type { AppEnv } from './traffic.ts'
import type { Connection, World } from './world.ts'
import type { Xero } from './xero.ts'

/** `/connections`: no tenant header, no paging; the caller's person sees their own alone. */
export const createConnectionsEndpoint = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/', async (c) => {
      const access = await admit(c, xero)
      if (access instanceof Response) return access
      if (!access.scopes.some(isApiScope)) return refuseScope(c, xero)
      const authEventId = c.req.query('authEventId')?.toLowerCase()
      if (authEventId !== undefined && !isGuid(authEventId)) return c.json({ Message: 'authEventId is not a GUID' }, 400)
      const own = findConnections(xero.world, access.person)
      const rows = authEventId === undefined ? own : own.filter((connection) => connection.authEventId === authEventId)
      return c.json(rows.map((connection) => rowOf(xero.world, connection)))
    })
    .delete('/:id', async (c) => {
      const access = await admit(c, xero)
      if (access instanceof Response) return access
      const own = findConnections(xero.world, access.person)
      const id = c.req.param('id').toLowerCase()
      if (own.some(({ tenantId, authEventId }) => tenantId === id || authEventId === id)) {
        return refuseCall(c, xero, 403, 'AuthenticationUnsuccessful')
      }
      if (!own.some((connection) => connection.id === id)) return refuseCall(c, xero, 404, 'The connection was not found')
      dropConnections(xero.world, (connection) => connection.id === id)
      return c.body(null, 204)
    })

function rowOf(world: World, connection: Connection): object {
  return {
    id: connection.id,
    ...(world.settings.omitAuthEventId ? {} : { authEventId: connection.authEventId }),
    tenantId: connection.tenantId,
    tenantType: 'ORGANISATION',
    tenantName: readOrganisation(world, connection.tenantId)?.name,
    createdDateUtc: dateOf(connection.createdAt),
    updatedDateUtc: dateOf(connection.updatedAt),
  }
}

/** UTC without saying so, and seven digits of fraction, as Xero's own example. */
const dateOf = (at: number): string => new Date(at * 1000).toISOString().replace(/\.\d+Z$/, '.0000000')
